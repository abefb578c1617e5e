package dev.linchpin.database.installation;

import dev.linchpin.database.testing.Product;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

class SqliteInstallationTest extends InstallationContract {
    @Override
    String newDatabase(Path directory) {
        return Product.SQLITE.newDatabase(directory);
    }

    @Override
    String table() {
        return "contacts";
    }

    @Override
    List<String> catalogue() {
        return administrator
                .sees("select name || ': ' || coalesce(sql, '') from sqlite_master"
                        + " where name <> 'sqlite_sequence' order by name")
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }
}
