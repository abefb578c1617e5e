package dev.linchpin.systemtests.protocol;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.simulator.SimulatedHubSpot;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The account and the database as people and other programs see and change them, past the engine. */
abstract class TwoSides {
    /** What {@link #createCustomType} defines; ids follow from the simulator's seed. */
    static final String CUSTOM_TYPE_ID = "2-43100001";

    private static final Set<String> CUSTOM_TYPE_NAMES = Set.of("p_car", CUSTOM_TYPE_ID);

    static final JsonMapper JSON = new JsonMapper();

    final String url;
    final SimulatedHubSpot hubspot;
    final MovableClock clock;
    final List<ObjectMapping> mappings;

    /** @param url of the database, for JDBC */
    TwoSides(String url, SimulatedHubSpot hubspot, MovableClock clock, List<ObjectMapping> mappings) {
        this.url = url;
        this.hubspot = hubspot;
        this.clock = clock;
        this.mappings = List.copyOf(mappings);
    }

    ObjectMapping contacts() {
        return mappings.getFirst();
    }

    String table() {
        return contacts().table();
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

    // --- SQL -------------------------------------------------------------------------------------------------------

    /** Another program on the same database. */
    int sql(String statement) {
        try (Connection connection = DriverManager.getConnection(url);
                var executor = connection.createStatement()) {
            return executor.executeUpdate(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException(statement, failed);
        }
    }

    /** Another program deletes a contact's row. */
    void deleteRow(String record) {
        sql("delete from " + table() + " where hubspot_id = '" + record + "'");
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

    // --- HubSpot ---------------------------------------------------------------------------------------------------

    /** HubSpot tells of all that happens to records of the mapped types. */
    final void subscribe() {
        var types = mappings.stream()
                .map(mapping -> mapping.type().name())
                .map(name -> CUSTOM_TYPE_NAMES.contains(name) ? "p4242_car" : name)
                .map(name -> "\"" + name + "\"")
                .collect(Collectors.joining(","));
        set("{\"webhooks\":{\"objectTypes\":[" + types + "]}}");
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

    /** A person acts in HubSpot; answers the record. */
    JsonNode person(String json) {
        var answer = hubspot.handle(SimulatedRequest.of("POST", "/_simulator/users/7/edits", null, json));
        if (answer.status() >= 300) {
            throw new IllegalStateException(answer.text());
        }
        return JSON.readTree(answer.body());
    }

    /** Changes how the simulated account behaves; a part of its settings as JSON. */
    final void set(String json) {
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

    /** A person archives a record; a contact where no type is given. */
    void archive(ObjectType type, String id) {
        act(type, id, "\"archive\":true");
    }

    void archive(String id) {
        archive(ObjectType.CONTACTS, id);
    }

    /** A person takes a record out of the recycle bin. */
    void restore(ObjectType type, String id) {
        act(type, id, "\"restore\":true");
    }

    void restore(String id) {
        restore(ObjectType.CONTACTS, id);
    }

    /** A person merges a record into another one; answers the survivor's id, which may be a new one. */
    String merge(ObjectType type, String absorbed, String into) {
        return act(type, absorbed, "\"mergeInto\":\"" + into + "\"").path("id").asString();
    }

    /** Another program calls HubSpot's API; answers what HubSpot said. */
    JsonNode otherProgram(String method, String path, String json) {
        while (true) {
            var answer = hubspot.handle(SimulatedRequest.of(method, path, "pat-simulator", json));
            if (answer.status() == 429) {
                clock.advance(Duration.ofSeconds(1));
                continue;
            }
            if (answer.status() >= 300) {
                throw new IllegalStateException(answer.text());
            }
            return answer.text().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        }
    }

    private JsonNode act(ObjectType type, String id, String what) {
        return person("{\"objectType\":\"" + type + "\",\"id\":\"" + id + "\"," + what + "}");
    }

    Map<String, JsonNode> contactsInHubSpot() {
        return recordsInHubSpot(contacts());
    }

    /** All live records of the type with their mapped properties, by id. */
    Map<String, JsonNode> recordsInHubSpot(ObjectMapping mapping) {
        var properties = new ArrayList<>(mapping.properties());
        properties.add(Environment.LINCHPIN_ID);
        return liveRecords(mapping.type(), properties);
    }

    /** All live records of the type with these properties, by id. */
    Map<String, JsonNode> liveRecords(ObjectType type, List<String> properties) {
        var found = new LinkedHashMap<String, JsonNode>();
        var names = String.join(",", properties);
        var after = "";
        do {
            var answer = hubspot.handle(SimulatedRequest.of(
                    "GET",
                    "/crm/objects/2026-09/" + type + "?limit=100&properties=" + names
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

    // --- both -------------------------------------------------------------------------------------------------------

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
}
