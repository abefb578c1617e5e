package dev.linchpin.benchmarks.measure;

import dev.linchpin.benchmarks.figures.Measured;
import dev.linchpin.benchmarks.figures.Percentiles;
import dev.linchpin.benchmarks.site.DatabaseKind;
import dev.linchpin.benchmarks.site.Place;
import dev.linchpin.benchmarks.site.Site;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the triggers cost the application: updates of one row each, committed one by one as durably as is usual, by turns on the
 * mapped table and on a copy of it that has the same columns, indexes and rows but no triggers; medians. The server does not run.
 */
final class CaptureCost implements Measurement {
    private static final String COPY = "bench_contacts_copy";
    private static final int WARMING_UP = 50;

    @Override
    public String title() {
        return "capture cost";
    }

    @Override
    public void run(Bench bench, Site site) throws Exception {
        site.stop();
        int updates = bench.sizes().updates();
        var with = new ArrayList<Double>();
        var without = new ArrayList<Double>();
        try (var rows = site.rows();
                var task = bench.progress().begin(title(), updates)) {
            var connection = rows.connection();
            copy(connection, site.place());
            var keys = rows.pairs(updates + WARMING_UP).stream()
                    .map(pair -> pair.key())
                    .toList();
            try (var mapped = update(connection, site.place().contacts());
                    var plain = update(connection, COPY)) {
                for (int number = 0; number < updates + WARMING_UP; number++) {
                    long key = keys.get(number % keys.size());
                    // Whoever comes second finds the disk and the processor's caches in another state, so both come
                    // second.
                    boolean mappedFirst = number % 2 == 0;
                    double one = millis(mappedFirst ? mapped : plain, key, number);
                    double other = millis(mappedFirst ? plain : mapped, key, number);
                    if (number >= WARMING_UP) {
                        with.add(mappedFirst ? one : other);
                        without.add(mappedFirst ? other : one);
                        task.to(number - WARMING_UP + 1L);
                    }
                }
            }
            try (var statement = connection.createStatement()) {
                statement.execute("drop table " + COPY);
            }
        }
        double mapped = new Percentiles(with).median();
        double plain = new Percentiles(without).median();
        bench.found(Measured.CAPTURE_COST_RATIO, mapped / plain);
        bench.saw("update of a row with triggers", mapped, "ms");
        bench.saw("update of a row without triggers", plain, "ms");
    }

    private static PreparedStatement update(Connection connection, String table) throws SQLException {
        return connection.prepareStatement("update " + table + " set jobtitle = ? where id = ?");
    }

    private static double millis(PreparedStatement update, long key, int number) throws SQLException {
        update.setString(1, "Title " + number);
        update.setLong(2, key);
        long before = System.nanoTime();
        update.executeUpdate();
        return (System.nanoTime() - before) / 1e6;
    }

    private static void copy(Connection connection, Place place) throws SQLException {
        var table = place.contacts();
        try (var statement = connection.createStatement()) {
            for (var each : definitions(connection, place.kind(), table)) {
                statement.execute(each);
            }
            statement.execute("insert into " + COPY + " select * from " + table);
        }
    }

    private static List<String> definitions(Connection connection, DatabaseKind kind, String table)
            throws SQLException {
        return switch (kind) {
            case POSTGRESQL -> List.of("create table " + COPY + " (like " + table + " including all)");
            case MARIADB -> List.of("create table " + COPY + " like " + table);
            case SQLITE -> sqliteDefinitions(connection, table);
        };
    }

    /** SQLite has no statement for it, but keeps the statements by which table and indexes were made. */
    private static List<String> sqliteDefinitions(Connection connection, String table) throws SQLException {
        var definitions = new ArrayList<String>();
        try (var statement = connection.prepareStatement("select sql from sqlite_master where tbl_name = ?"
                + " and type in ('table', 'index') and sql is not null order by type = 'index'")) {
            statement.setString(1, table);
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    definitions.add(found.getString(1)
                            .replaceFirst("(?i)(create table\\s+|\\bon\\s+)\"?" + table + "\"?", "$1" + COPY)
                            .replaceFirst("(?i)(create (?:unique )?index\\s+)\"?([a-z0-9_]+)\"?", "$1bench_$2"));
                }
            }
        }
        return definitions;
    }
}
