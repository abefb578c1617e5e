-- When HubSpot's definition of the property was changed last, as it was looked at last.
alter table linchpin.mapped_field add column defined_at bigint;
