-- A create that was given up because its row was deleted is found by the id that it was announced with.
create index tombstone_given_up on linchpin.tombstone (object_type, linchpin_id) where hubspot_id is null;
