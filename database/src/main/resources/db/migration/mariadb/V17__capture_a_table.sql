-- Nothing to do here: this version is about PostgreSQL's triggers.
select 1;
