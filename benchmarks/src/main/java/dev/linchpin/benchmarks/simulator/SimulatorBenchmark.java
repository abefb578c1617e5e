package dev.linchpin.benchmarks.simulator;

import dev.linchpin.benchmarks.figures.Announced;
import dev.linchpin.benchmarks.figures.Figure;
import dev.linchpin.benchmarks.site.SimulatorProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code linchpin bench simulator}: how fast and how small the simulator is. */
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Measures the simulated HubSpot, started as a process of its own with limits off.")
public final class SimulatorBenchmark implements Callable<Integer> {

    private static final String CONTACTS = "/crm/objects/2026-09/contacts";
    private static final long FIRST_ID = 30_000_000_001L;
    private static final int CONNECTIONS = 4;

    /** Enough to live in, and there from the start, so that no figure depends on how the heap grows. */
    private static final List<String> HEAP = List.of("-Xms3g", "-Xmx3g");

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--quick", description = "A tenth of the records and of the time; the figures are rough.")
    private boolean quick;

    @Option(names = "--scale", hidden = true, description = "Share of the records and of the time.")
    private double scale = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes the figures there.")
    private @Nullable Path json;

    private @Nullable Announced figures;

    @Override
    public Integer call() throws IOException {
        if (quick) {
            scale = 0.1;
        }
        var measured = new Announced(spec);
        figures = measured;
        measureStart();
        measureSize();
        measureList();
        measureWrites();
        return measured.finish(json);
    }

    private void add(Figure figure) {
        Objects.requireNonNull(figures).add(figure);
    }

    private int scaled(int records) {
        return Math.max(100, (int) (records * scale) / 100 * 100);
    }

    private double seconds() {
        return Math.max(0.3, 10 * scale);
    }

    private void measureStart() throws IOException {
        var seconds = new ArrayList<Double>();
        for (int i = 0; i < 3; i++) {
            try (var simulator = start(List.of(), scaled(80_000), scaled(15_000), scaled(5_000))) {
                seconds.add(simulator.secondsToStart());
            }
        }
        seconds.sort(null);
        add(Figure.atMost("start with 100,000 seeded records", seconds.get(1), "s", 3));
    }

    /** Memory is short on purpose, which slows down everything alike; speed as such is measured elsewhere. */
    private void measureSize() throws IOException {
        int contacts = scaled(1_000_000);
        int fewContacts = scaled(10_000);
        try (var many = start(List.of("-Xmx1280m", "-Xmn160m"), 0, 0, 0, "--search-lag", "0");
                var few = start(List.of(), fewContacts, 0, 0)) {
            fill(many, contacts);
            add(Figure.atMost("heap in use, 1,000,000 contacts x 20 properties", many.heapMegabytes(), "MB", 1_536));
            add(Figure.atMost("memory of the process, same", many.residentMegabytes(), "MB", 1_536));
            add(Figure.atMost(
                    "cost of a list page, 1,000,000 contacts to 10,000",
                    listMillis(many, contacts) / listMillis(few, fewContacts),
                    "times",
                    1.5));
            add(Figure.atMost(
                    "cost of a polling search's page, same", pollMillis(many) / pollMillis(few), "times", 1.5));
        }
    }

    private void measureList() throws IOException {
        int contacts = scaled(100_000);
        try (var simulator = start(HEAP, contacts, 0, 0)) {
            double perSecond = Load.perSecond(
                    simulator.url(),
                    CONNECTIONS,
                    seconds(),
                    (wire, connection, number) -> wire.get(page(contacts, connection * 7_919 + number)));
            add(Figure.atLeast("list pages of 100 on 2 cores", perSecond, "pages/s", 500));
        }
    }

    private double listMillis(SimulatorProcess simulator, int contacts) throws IOException {
        return Load.medianMillis(
                simulator.url(), scaled(400), (wire, connection, number) -> wire.get(page(contacts, number)));
    }

    private static String page(int contacts, int number) {
        long after = FIRST_ID + Math.floorMod(number * 104_729L, Math.max(1, contacts - 100));
        return CONTACTS + "?limit=100&properties=email,firstname,lastname,phone,city&after=" + after;
    }

    private double pollMillis(SimulatorProcess simulator) throws IOException {
        byte[] body = ("{\"limit\":100,\"properties\":[\"email\",\"firstname\",\"lastname\",\"phone\",\"city\"],"
                        + "\"sorts\":[{\"propertyName\":\"lastmodifieddate\",\"direction\":\"ASCENDING\"}],"
                        + "\"filterGroups\":[{\"filters\":[{\"propertyName\":\"lastmodifieddate\",\"operator\":\"GTE\","
                        + "\"value\":\"0\"}]}]}")
                .getBytes(StandardCharsets.UTF_8);
        return Load.medianMillis(
                simulator.url(),
                scaled(400),
                (wire, connection, number) -> wire.send("POST", CONTACTS + "/search", body));
    }

    private static void fill(SimulatorProcess simulator, int contacts) throws IOException {
        try (var wire = new Wire(simulator.url())) {
            for (int first = 0; first < contacts; first += 100) {
                wire.send("POST", CONTACTS + "/batch/upsert", Contacts.upsert(first, 0));
            }
        }
    }

    /** Half of the calls create, half of them change what was created before. */
    private void measureWrites() throws IOException {
        try (var target = new WebhookTarget();
                var simulator = start(HEAP, scaled(100_000), 0, 0, "--webhooks-to", target.url())) {
            double perSecond = Load.perSecond(
                    simulator.url(),
                    CONNECTIONS,
                    seconds(),
                    (wire, connection, number) -> wire.send(
                            "POST",
                            CONTACTS + "/batch/upsert",
                            Contacts.upsert((connection * 100_000_000L) + number / 2 * 100L, number % 2)));
            add(Figure.atLeast("batch upserts of 100, with index and webhooks", perSecond, "calls/s", 300));
            if (target.received() == 0) {
                throw new IOException("No webhook arrived, so nothing was measured");
            }
        }
    }

    private static SimulatorProcess start(
            List<String> virtualMachine, int contacts, int companies, int deals, String... further) throws IOException {
        var options = new ArrayList<>(List.of(
                "--contacts", Integer.toString(contacts),
                "--companies", Integer.toString(companies),
                "--deals", Integer.toString(deals)));
        options.addAll(List.of("--limits", "off"));
        options.addAll(List.of(further));
        return SimulatorProcess.start(virtualMachine, options);
    }
}
