package dev.linchpin.server.cli;

import dev.linchpin.database.managed.Step;
import java.io.PrintWriter;
import java.util.List;

/** SQL as the programs of databases read it: each step with what it is for. */
final class Statements {
    private Statements() {}

    static void print(List<Step> steps, PrintWriter out) {
        for (var step : steps) {
            out.println("-- " + step.description());
            var sql = step.sql().strip();
            out.println(sql.endsWith(";") ? sql : sql + ";");
            out.println();
        }
    }
}
