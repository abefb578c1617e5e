-- When HubSpot's definition of the property was changed last, as it was looked at last.
alter table linchpin_mapped_field add column defined_at integer;

-- Whose key was changed is asked for at every look, however long the log is; hardly any entry is in it.
create index linchpin_change_log_rekeyed on linchpin_change_log (object_type) where old_key <> new_key;
