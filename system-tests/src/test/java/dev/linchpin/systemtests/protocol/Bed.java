package dev.linchpin.systemtests.protocol;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import dev.linchpin.database.ownership.Host;
import dev.linchpin.database.ownership.OwnerProcess;
import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.assembly.SyncEngine;
import dev.linchpin.engine.cycle.Environment;
import dev.linchpin.engine.desk.GuardDesk;
import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.reference.Reference;
import dev.linchpin.engine.reference.ReferenceLoops;
import dev.linchpin.engine.schema.Blueprint;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.SchemaChangedException;
import dev.linchpin.engine.store.Store;
import dev.linchpin.hubspot.HubSpotClient;
import dev.linchpin.hubspot.HubSpotSettings;
import dev.linchpin.hubspot.Surroundings;
import dev.linchpin.hubspot.auth.Secret;
import dev.linchpin.hubspot.auth.StaticTokens;
import dev.linchpin.hubspot.budget.BudgetSettings;
import dev.linchpin.hubspot.call.CallObserver;
import dev.linchpin.hubspot.journal.JournalApp;
import dev.linchpin.hubspot.waiting.Waiting;
import dev.linchpin.hubspot.webhooks.Delivery;
import dev.linchpin.hubspot.webhooks.WebhookParser;
import dev.linchpin.simulator.SimulatedHubSpot;
import dev.linchpin.simulator.SimulatorOptions;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One connection, driven by hand: a simulated account, a real database, and the engine between them. Single-threaded; the
 * clock moves only when something waits, or the test says so.
 */
final class Bed implements AutoCloseable {
    /** What {@link #createCustomType} defines; ids follow from the simulator's seed. */
    static final String CUSTOM_TYPE_ID = "2-43100001";

    private static final Set<String> CUSTOM_TYPE_NAMES = Set.of("p_car", CUSTOM_TYPE_ID);

    static final JsonMapper JSON = new JsonMapper();
    static final Duration REFERENCE_EVERY = Duration.ofMinutes(15);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /** Stands for the process being killed: nothing after it is carried out. An error, because nobody may survive it. */
    static final class Killed extends Error {
        Killed() {
            super("killed");
        }
    }

    final MovableClock clock;
    final SimulatedHubSpot hubspot;
    final List<ObjectMapping> mappings;
    final Calls calls;
    private final EngineSettings settings;
    private final String url;
    private final Map<Loop, Instant> due = new LinkedHashMap<>();
    /** Loops in the middle of a step: what runs during one of their calls leaves them alone, as threads would. */
    private final Set<Loop> stepping = new HashSet<>();

    private final Random random = new Random(1);
    private int processes;

    @Nullable Database database;

    @Nullable SyncEngine engine;

    @Nullable Store store;

    @Nullable WebhookParser parser;

    @Nullable HubSpotClient client;

    boolean webhooks = true;

    /** What is kept for reference, from the next start on. */
    Set<Reference> references = Set.of();

    /** What is to be mapped as the two sides change; null while the mapping is fixed. */
    @Nullable Blueprint blueprint;

    /** Hears of everything that the engine tells, on its own thread. */
    Consumer<EngineEvent> heard = event -> {};

    Bed(String url, SimulatorOptions options, List<ObjectMapping> mappings, EngineSettings settings) {
        this.url = url;
        this.settings = settings;
        this.clock = new MovableClock(Instant.parse("2026-11-20T08:00:00Z"));
        this.hubspot =
                new SimulatedHubSpot(options.withClock(clock).withWebhooks("http://localhost/webhooks", "secret"));
        this.mappings = List.copyOf(mappings);
        this.calls = new Calls(hubspot, clock);
        subscribe();
    }

    /** To all that happens to records of the mapped types. */
    private void subscribe() {
        var types = mappings.stream()
                .map(mapping -> mapping.type().name())
                .map(name -> CUSTOM_TYPE_NAMES.contains(name) ? "p4242_car" : name)
                .map(name -> "\"" + name + "\"")
                .collect(Collectors.joining(","));
        settings("{\"webhooks\":{\"objectTypes\":[" + types + "]}}");
    }

    /** Changes what HubSpot does; a part of its settings as JSON. */
    void settings(String json) {
        var answer = hubspot.handle(SimulatedRequest.of("PUT", "/_simulator/settings", null, json));
        if (answer.status() >= 300) {
            throw new IllegalStateException(answer.text());
        }
    }

    /** The same database and account under another configuration; the other bed must be down. */
    Bed(Bed other, List<ObjectMapping> mappings) {
        this.url = other.url;
        this.settings = other.settings;
        this.hubspot = other.hubspot;
        this.clock = other.clock;
        this.processes = other.processes;
        this.mappings = List.copyOf(mappings);
        this.calls = new Calls(hubspot, clock);
    }

    ObjectMapping contacts() {
        return mappings.getFirst();
    }

    /** Starts a process; the one before must have been stopped or killed. */
    void start() {
        var pid = ++processes;
        var current = Database.open(DatabaseOptions.of(url), clock);
        database = current;
        var ownership = current.own(new Host() {
            @Override
            public OwnerProcess self() {
                return new OwnerProcess("bed", pid, pid);
            }

            @Override
            public boolean isRunning(OwnerProcess process) {
                return false;
            }
        });
        if (blueprint == null) {
            current.managedTables().apply(mappings);
            current.capture().install(mappings);
        }
        var access = HubSpotSettings.DEFAULT
                .withBaseUrl(URI.create("http://simulated.hubspot"))
                .withBudget(new BudgetSettings(0.9, OptionalInt.empty(), Duration.ofSeconds(2)));
        var client = new HubSpotClient(
                access,
                new StaticTokens(new Secret("pat-simulator"), null),
                new JournalApp(
                        "simulator-client-id",
                        new Secret("simulator-client-secret"),
                        mappings.stream().map(ObjectMapping::type).toList()),
                calls,
                new Surroundings(clock, waiting(), random),
                CallObserver.NONE);
        client.connect();
        mappings.forEach(mapping -> client.ensureUniqueProperty(
                mapping.type(), Environment.LINCHPIN_ID, "Linchpin id", "Set by Linchpin on records that it creates"));
        this.client = client;
        parser = new WebhookParser(
                "4242",
                client.ownApp(),
                client.customTypes(mappings.stream().map(ObjectMapping::type).toList()));
        store = current.store(ownership);
        engine = new SyncEngine(
                settings,
                mappings,
                blueprint,
                client,
                store,
                clock,
                () -> new UUID(7, random.nextLong()),
                event -> heard.accept(event));
        engine.prepare();
        engine.loops().forEach(loop -> due.put(loop, clock.instant()));
        keepReferences(current, client);
    }

    private void keepReferences(Database current, HubSpotClient client) {
        current.referenceTables()
                .apply(references.stream()
                        .flatMap(reference -> reference.tables().stream())
                        .toList());
        var types = mappings.stream().map(ObjectMapping::type).toList();
        ReferenceLoops.of(client.reference(), store(), references, types, REFERENCE_EVERY)
                .forEach(loop -> due.put(loop, clock.instant()));
    }

    /** As {@code kill -9} would: nothing is released or finished. */
    void kill() {
        if (database != null) {
            database.close();
        }
        database = null;
        engine = null;
        due.clear();
    }

    void restart() {
        kill();
        start();
    }

    private Waiting waiting() {
        return new Waiting() {
            @Override
            public void sleep(Duration duration) {
                clock.advance(duration);
            }

            @Override
            public void await(Lock lock, Condition condition, Duration atMost) {
                clock.advance(atMost.isPositive() ? atMost : Duration.ofMillis(1));
            }
        };
    }

    // --- time ----------------------------------------------------------------------------------------------------

    /** Lets everything run for this long: finely at first, when most happens, and then in larger and larger steps. */
    void run(Duration duration) {
        var began = clock.instant();
        var until = began.plus(duration);
        while (clock.instant().isBefore(until)) {
            deliverWebhooks();
            for (var loop : List.copyOf(due.keySet())) {
                if (!clock.instant().isBefore(due.getOrDefault(loop, Instant.MAX)) && stepping.add(loop)) {
                    step(loop);
                }
            }
            clock.advance(stride(Duration.between(began, clock.instant())));
            hubspot.search().step();
        }
    }

    private static Duration stride(Duration passed) {
        if (passed.compareTo(Duration.ofMillis(500)) < 0) {
            return Duration.ofMillis(10);
        }
        return passed.compareTo(Duration.ofMinutes(1)) < 0 ? Duration.ofMillis(200) : Duration.ofSeconds(2);
    }

    private void step(Loop loop) {
        try {
            due.put(loop, clock.instant().plus(loop.step()));
        } catch (HubSpotException | SchemaChangedException refused) {
            due.put(loop, clock.instant().plus(AFTER_FAILURE));
        } finally {
            stepping.remove(loop);
        }
    }

    /** Lets everything run until the engine has nothing to do, and then until all writes are audited. */
    void settle() {
        run(Duration.ofMillis(300));
        for (var round = 0; round < 600 && !engine().isIdle(); round++) {
            run(Duration.ofSeconds(1));
        }
        run(Duration.ofSeconds(25));
        for (var round = 0; round < 600 && !engine().isIdle(); round++) {
            run(Duration.ofSeconds(1));
        }
    }

    private void deliverWebhooks() {
        while (true) {
            var delivery = hubspot.webhooks().take();
            if (delivery.isEmpty()) {
                return;
            }
            var reader = parser;
            var accepted = webhooks && reader != null && engine != null;
            if (accepted && reader != null) {
                var parsed = reader.parse(delivery.get().body());
                if (parsed instanceof Delivery.Understood(var events, var _)) {
                    store().inTransaction(tx -> tx.receive(events));
                }
            }
            hubspot.webhooks().settle(delivery.get(), accepted);
        }
    }

    SyncEngine engine() {
        return Objects.requireNonNull(engine);
    }

    Store store() {
        return Objects.requireNonNull(store);
    }

    GuardDesk guard() {
        return Objects.requireNonNull(database).guard();
    }

    Inspection inspection() {
        return Objects.requireNonNull(database).inspection();
    }

    // --- the two sides -------------------------------------------------------------------------------------------

    /** Another program on the same database. */
    int sql(String statement) {
        try (Connection connection = DriverManager.getConnection(url);
                var executor = connection.createStatement()) {
            return executor.executeUpdate(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException(statement, failed);
        }
    }

    /** Another program that changes rows past the triggers, as the restoring of a backup does; the process must be down. */
    void withoutTriggers(String statement) {
        try (var current = Database.open(DatabaseOptions.of(url), clock)) {
            current.capture().uninstall();
        }
        sql(statement);
    }

    /** The rows of a query, each column as text. */
    List<List<@Nullable String>> query(String statement) {
        try (Connection connection = DriverManager.getConnection(url);
                var executor = connection.createStatement();
                var results = executor.executeQuery(statement)) {
            var rows = new ArrayList<List<@Nullable String>>();
            while (results.next()) {
                var row = new ArrayList<@Nullable String>();
                for (var column = 1; column <= results.getMetaData().getColumnCount(); column++) {
                    row.add(results.getString(column));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException failed) {
            throw new IllegalStateException(statement, failed);
        }
    }

    /** The only value of a query; null when there is none. */
    @Nullable String value(String statement) {
        var rows = query(statement);
        return rows.isEmpty() ? null : rows.getFirst().getFirst();
    }

    String table() {
        return contacts().table();
    }

    /** The account defines a type of its own, {@code p4242_car}, with a model and a plate. */
    void createCustomType() {
        var answer = hubspot.handle(SimulatedRequest.of(
                "POST",
                "/crm-object-schemas/2026-09/schemas",
                "pat-simulator",
                "{\"name\":\"car\",\"labels\":{\"singular\":\"Car\",\"plural\":\"Cars\"},\"primaryDisplayProperty\":\"model\","
                        + "\"properties\":[{\"name\":\"model\",\"label\":\"Model\"},"
                        + "{\"name\":\"plate\",\"label\":\"Plate\",\"hasUniqueValue\":true}]}"));
        if (answer.status() != 201 || !answer.text().contains(CUSTOM_TYPE_ID)) {
            throw new IllegalStateException(answer.text());
        }
    }

    ObjectMapping mapping(ObjectType type) {
        return mappings.stream()
                .filter(mapping -> mapping.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    String table(ObjectType type) {
        return mapping(type).table();
    }

    /** A person acts in HubSpot; answers the record. */
    JsonNode person(String json) {
        var answer = hubspot.handle(SimulatedRequest.of("POST", "/_simulator/users/7/edits", null, json));
        if (answer.status() >= 300) {
            throw new IllegalStateException(answer.text());
        }
        return JSON.readTree(answer.body());
    }

    /** Changes how the simulated account behaves. */
    void set(String json) {
        var answer = hubspot.handle(SimulatedRequest.of("PUT", "/_simulator/settings", null, json));
        if (answer.status() >= 300) {
            throw new IllegalStateException(answer.text());
        }
    }

    /** Somebody changes HubSpot's schema; answers what HubSpot said. */
    JsonNode definition(String method, String path, String json) {
        var answer = hubspot.handle(
                SimulatedRequest.of(method, "/crm/properties/2026-09/contacts" + path, "pat-simulator", json));
        if (answer.status() >= 300) {
            throw new IllegalStateException(answer.text());
        }
        return answer.text().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }

    void edit(String id, String property, String value) {
        person("{\"objectType\":\"contacts\",\"id\":\"" + id + "\",\"properties\":{\"" + property + "\":\"" + value
                + "\"}}");
    }

    Map<String, JsonNode> contactsInHubSpot() {
        return recordsInHubSpot(contacts());
    }

    /** All live records of the type with their mapped properties, by id. */
    Map<String, JsonNode> recordsInHubSpot(ObjectMapping mapping) {
        var found = new LinkedHashMap<String, JsonNode>();
        var names = String.join(",", mapping.properties()) + "," + Environment.LINCHPIN_ID;
        var after = "";
        do {
            var answer = hubspot.handle(SimulatedRequest.of(
                    "GET",
                    "/crm/objects/2026-09/" + mapping.type() + "?limit=100&properties=" + names
                            + (after.isEmpty() ? "" : "&after=" + after),
                    "pat-simulator",
                    ""));
            if (answer.status() == 429) {
                clock.advance(Duration.ofSeconds(10));
                continue;
            }
            var page = JSON.readTree(answer.body());
            page.path("results").forEach(record -> found.put(record.path("id").asString(), record.path("properties")));
            after = page.path("paging").path("next").path("after").asString("");
            if (after.isEmpty()) {
                return found;
            }
        } while (true);
    }

    @Nullable String inHubSpot(String id, String property) {
        var record = contactsInHubSpot().get(id);
        return record == null ? null : record.path(property).asString(null);
    }

    /** The value of a property that {@link #mappings} may not have. */
    @Nullable String inHubSpotUnmapped(String id, String property) {
        var answer = hubspot.handle(SimulatedRequest.of(
                "GET", "/crm/objects/2026-09/contacts/" + id + "?properties=" + property, "pat-simulator", ""));
        return JSON.readTree(answer.body()).path("properties").path(property).asString(null);
    }

    JsonNode stats() {
        return JSON.readTree(hubspot.handle(SimulatedRequest.of("GET", "/_simulator/stats", null, ""))
                .body());
    }

    /** Every mapped field of every record and row that differs, as readable lines; empty when the two sides agree. */
    List<String> differences() {
        return mappings.stream()
                .flatMap(mapping -> differences(mapping).stream())
                .toList();
    }

    private List<String> differences(ObjectMapping mapping) {
        var differences = new ArrayList<String>();
        var records = recordsInHubSpot(mapping);
        var columns = mapping.fields().values().stream().map(Field::column).toList();
        var rows = query("select id, hubspot_id, " + String.join(", ", columns) + " from " + mapping.table());
        var seen = new ArrayList<String>();
        for (var row : rows) {
            var id = row.get(1);
            var record = id == null ? null : records.get(id);
            if (id == null || record == null) {
                differences.add(mapping.type() + ": row " + row.getFirst() + " has no record (" + id + ")");
                continue;
            }
            if (seen.contains(id)) {
                differences.add(mapping.type() + ": record " + id + " has two rows");
            }
            seen.add(id);
            var index = 2;
            for (var field : mapping.fields().values()) {
                var local = field.type().read(row.get(index++));
                var remote = field.type().read(record.path(field.property()).asString(null));
                if (!field.type().same(local, remote)) {
                    differences.add(mapping.type() + ": row " + row.getFirst() + " / record " + id + ": " + field.name()
                            + " is " + local.text() + " / " + remote.text());
                }
            }
        }
        records.keySet().stream()
                .filter(id -> !seen.contains(id))
                .forEach(id -> differences.add(mapping.type() + ": record " + id + " has no row"));
        return differences;
    }

    @Override
    public void close() {
        kill();
    }
}
