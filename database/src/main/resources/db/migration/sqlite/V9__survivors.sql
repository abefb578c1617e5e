-- Of an absent record that was merged into one that was archived since: which that is.
alter table linchpin_absence add column survivor text;
