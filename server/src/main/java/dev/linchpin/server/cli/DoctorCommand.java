package dev.linchpin.server.cli;

import dev.linchpin.database.managed.Step;
import dev.linchpin.server.config.ConfigurationLoader.Purpose;
import dev.linchpin.server.config.DatabaseSettings;
import dev.linchpin.server.doctor.Check;
import dev.linchpin.server.doctor.Doctor;
import dev.linchpin.server.doctor.Report;
import dev.linchpin.server.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Says what is amiss on either side and how to mend it; changes nothing.",
            "Ends with 0 when nothing keeps Linchpin from running, else with the code of the first thing that does."
        })
final class DoctorCommand implements Callable<Integer> {
    private static final int WIDTH = 10;

    private final Surroundings surroundings;

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Option(
            names = "--print-sql",
            description = "Prints only the SQL that is still to be run in the database, for somebody who may.")
    private boolean printSql;

    DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        var settings = options.load(surroundings, Purpose.SYNCHRONISE, Map.of());
        var doctor = new Doctor(settings, Clock.systemUTC());
        var report = LookedAt.isThere(settings.database(), surroundings)
                ? doctor.examine(settings.database())
                : inPlaceOf(settings.database(), doctor);
        var out = surroundings.out();
        if (printSql) {
            report.checks().stream()
                    .filter(check -> check.state() == Check.State.PROBLEM && check.subject() != Check.Subject.RIGHTS)
                    .forEach(check -> surroundings.error().println(check.found() + " " + check.remedy()));
            surroundings.error().flush();
            Statements.print(report.needed(), out);
            Statements.print(report.grants(), out);
        } else if (json) {
            out.println(new String(new Json().write(view(report)), StandardCharsets.UTF_8));
        } else {
            print(report);
        }
        out.flush();
        return code(report);
    }

    /** Looking must not make an empty file. */
    private static Report inPlaceOf(DatabaseSettings missing, Doctor doctor) throws IOException {
        var file = Files.createTempFile("linchpin", ".db");
        try {
            return doctor.examine(new DatabaseSettings("jdbc:sqlite:" + file, null, null, missing.poolSize()));
        } finally {
            Files.delete(file);
        }
    }

    /** A right that is missing is what the SQL is printed for. */
    private int code(Report report) {
        return report.checks().stream()
                .filter(check -> check.state() == Check.State.PROBLEM)
                .map(Check::subject)
                .filter(subject -> !printSql || subject != Check.Subject.RIGHTS)
                .findFirst()
                .map(subject -> switch (subject) {
                    case TOKEN, SCOPES -> ExitCode.REFUSED_BY_HUBSPOT;
                    case MAPPING -> ExitCode.CONFIGURATION;
                    case DATABASE, RIGHTS, TABLES, CAPTURE -> ExitCode.DATABASE;
                    case WEBHOOKS, CLOCK -> ExitCode.FAILURE;
                })
                .orElse(ExitCode.OK)
                .code();
    }

    private void print(Report report) {
        var out = surroundings.out();
        for (var check : report.checks()) {
            out.printf(
                    "%-" + WIDTH + "s%-" + WIDTH + "s%s%n", word(check.state()), word(check.subject()), check.found());
            if (!check.remedy().isEmpty()) {
                out.println(" ".repeat(2 * WIDTH) + check.remedy());
            }
        }
        if (!report.needed().isEmpty()) {
            out.println();
            out.println("Still to be done in the database (--print-sql prints it):");
            report.needed().forEach(step -> out.println("  " + step.description()));
        }
    }

    private record CheckJson(String subject, String state, String found, String remedy) {}

    private record ReportJson(List<CheckJson> checks, List<Step> needed) {}

    private static ReportJson view(Report report) {
        return new ReportJson(
                report.checks().stream()
                        .map(check -> new CheckJson(
                                word(check.subject()), word(check.state()), check.found(), check.remedy()))
                        .toList(),
                report.needed());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
