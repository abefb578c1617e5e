-- A create that was given up because its row was deleted is found by the id that it was announced with.
create index linchpin_tombstone_given_up on linchpin_tombstone (object_type, linchpin_id) where hubspot_id is null;
