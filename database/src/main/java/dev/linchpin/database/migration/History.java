package dev.linchpin.database.migration;

import dev.linchpin.database.dialect.Dialect;
import org.flywaydb.core.api.MigrationInfo;

/** Flyway's account of which versions there are, for migrations that somebody else runs. */
final class History {
    private History() {}

    static String table(Dialect dialect) {
        return "create table " + dialect.own(Migrations.HISTORY) + """
                 (
                    installed_rank integer not null primary key,
                    version varchar(50),
                    description varchar(200) not null,
                    type varchar(20) not null,
                    script varchar(1000) not null,
                    checksum integer,
                    installed_by varchar(100) not null,
                    installed_on timestamp not null default current_timestamp,
                    execution_time integer not null,
                    success boolean not null
                )""";
    }

    static String entry(Dialect dialect, MigrationInfo migration) {
        var history = dialect.own(Migrations.HISTORY);
        return "insert into " + history
                + " (installed_rank, version, description, type, script, checksum, installed_by,"
                + " execution_time, success)\nselect coalesce(max(installed_rank), 0) + 1, '" + migration.getVersion()
                + "', '" + migration.getDescription() + "', 'SQL', '" + migration.getScript() + "', "
                + migration.getChecksum() + ", 'doctor', 0, true from " + history;
    }
}
