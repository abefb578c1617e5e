package dev.linchpin.database.installation;

import dev.linchpin.database.testing.MariaDbServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

class MariaDbInstallationTest extends InstallationContract {
    @Override
    String newDatabase(Path directory) {
        return MariaDbServer.newBlankDatabase();
    }

    @Override
    String table() {
        return "contacts";
    }

    @Override
    List<String> catalogue() {
        return administrator.sees("""
                        select concat(table_name, '.', column_name, ' ', column_type, ' ', coalesce(column_default, ''), extra)
                            as line from information_schema.columns where table_schema = database()
                        union all
                        select concat(table_name, ' ', view_definition) from information_schema.views
                        where table_schema = database()
                        union all
                        select concat(table_name, ' ', index_name, ' ', column_name, ' ', non_unique)
                        from information_schema.statistics where table_schema = database()
                        union all
                        select concat(event_object_table, ' ', trigger_name, ' ', action_statement)
                        from information_schema.triggers where trigger_schema = database()
                        order by 1
                        """).stream().map(Objects::requireNonNull).toList();
    }
}
