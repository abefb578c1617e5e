package dev.linchpin.systemtests.protocol;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.simulator.SimulatorOptions;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the contracts about associations of contacts with companies have in common. */
abstract class EdgesContract extends BedContract {
    /** Stands for HubSpot's own kind of this number; labels that people define are numbered from 1 as well. */
    static final int PRIMARY = -1;

    EdgesContract(Place place) {
        super(place);
    }

    /** A bed of contacts and companies without any associations, not started yet; HubSpot tells of associations. */
    Bed bed(int contacts, int companies, EdgeMapping... edges) {
        return bed(EngineSettings.defaults(), contacts, companies, edges);
    }

    Bed bed(EngineSettings engine, int contacts, int companies, EdgeMapping... edges) {
        var bed = bed(
                SimulatorOptions.defaults().withRecords(contacts, companies, 0),
                List.of(
                        Mappings.contacts(place.table(ObjectType.CONTACTS), Policy.MANUAL)
                                .withEdges(List.of(edges)),
                        Mappings.companies(place.table(ObjectType.COMPANIES), Policy.MANUAL)),
                engine);
        bed.set("{\"webhooks\":{\"associations\":true}}");
        for (var contact : bed.contactsInHubSpot().keySet()) {
            for (var company : companies(bed, contact)) {
                disassociate(bed, contact, company);
            }
        }
        return bed;
    }

    /** Much later, after whatever was due in between. */
    static void later(Bed bed, Duration duration) {
        bed.clock.advance(duration);
        bed.settle();
    }

    // --- HubSpot ---------------------------------------------------------------------------------------------------

    static String associated(Bed bed, String contact) {
        var answer = bed.hubspot.handle(SimulatedRequest.of(
                "GET",
                "/crm/objects/2026-09/contacts/" + contact + "/associations/companies?limit=500",
                "pat-simulator",
                ""));
        if (answer.status() == 429) {
            bed.clock.advance(Duration.ofSeconds(10));
            return associated(bed, contact);
        }
        var text = new TreeSet<String>();
        for (var result : Bed.JSON.readTree(answer.body()).path("results")) {
            for (var type : result.path("associationTypes")) {
                var kind = type.path("category").asString().equals("HUBSPOT_DEFINED")
                                && type.path("typeId").asInt() == -PRIMARY
                        ? "primary"
                        : type.path("label").asString("");
                text.add(result.path("toObjectId").asString() + ":" + kind);
            }
        }
        return String.join(" ", text);
    }

    static List<String> companies(Bed bed, String contact) {
        return List.of(associated(bed, contact).split(" ")).stream()
                .filter(text -> !text.isEmpty())
                .map(text -> text.substring(0, text.indexOf(':')))
                .distinct()
                .toList();
    }

    static boolean isPrimary(Bed bed, String contact, String company) {
        return associated(bed, contact).contains(company + ":primary");
    }

    static void associate(Bed bed, String contact, String company, int... types) {
        var specs = new StringBuilder();
        for (var type : types) {
            specs.append(specs.isEmpty() ? "" : ",")
                    .append("{\"associationCategory\":\"")
                    .append(type == PRIMARY ? "HUBSPOT_DEFINED" : "USER_DEFINED")
                    .append("\",\"associationTypeId\":")
                    .append(Math.abs(type))
                    .append('}');
        }
        bed.person("{\"objectType\":\"contacts\",\"id\":\"" + contact
                + "\",\"associate\":{\"objectType\":\"companies\",\"id\":\"" + company + "\",\"types\":[" + specs
                + "]}}");
    }

    static void disassociate(Bed bed, String contact, String company) {
        bed.person("{\"objectType\":\"contacts\",\"id\":\"" + contact
                + "\",\"disassociate\":{\"objectType\":\"companies\",\"id\":\"" + company + "\"}}");
    }

    /** Defines a label; answers its type id from contact to company. */
    static int label(Bed bed, String text) {
        var answer = bed.hubspot.handle(SimulatedRequest.of(
                "POST",
                "/crm/associations/2026-09/contacts/companies/labels",
                "pat-simulator",
                "{\"name\":\"" + text.toLowerCase(Locale.ROOT).replace(' ', '_') + "\",\"label\":\"" + text + "\"}"));
        if (answer.status() >= 300) {
            throw new IllegalStateException(answer.text());
        }
        var answered = bed.hubspot.handle(
                SimulatedRequest.of("GET", "/crm/associations/2026-09/contacts/companies/labels", "pat-simulator", ""));
        for (var kind : Bed.JSON.readTree(answered.body()).path("results")) {
            if (kind.path("label").asString("").equals(text)) {
                return kind.path("typeId").asInt();
            }
        }
        throw new IllegalStateException("no label " + text);
    }

    // --- SQL -------------------------------------------------------------------------------------------------------

    static String contactsTable(Bed bed) {
        return bed.table(ObjectType.CONTACTS);
    }

    static String companiesTable(Bed bed) {
        return bed.table(ObjectType.COMPANIES);
    }

    static String keyOf(Bed bed, ObjectType type, String record) {
        return Objects.requireNonNull(
                bed.value("select id from " + bed.table(type) + " where hubspot_id = '" + record + "'"));
    }

    static String contactKey(Bed bed, String record) {
        return keyOf(bed, ObjectType.CONTACTS, record);
    }

    static String companyKey(Bed bed, String record) {
        return keyOf(bed, ObjectType.COMPANIES, record);
    }

    static List<String> recordsOf(Bed bed, ObjectType type) {
        return bed.query("select hubspot_id from " + bed.table(type) + " order by id").stream()
                .map(row -> Objects.requireNonNull(row.getFirst()))
                .toList();
    }

    static List<String> contacts(Bed bed) {
        return recordsOf(bed, ObjectType.CONTACTS);
    }

    static List<String> companies(Bed bed) {
        return recordsOf(bed, ObjectType.COMPANIES);
    }

    @Nullable String status(Bed bed, ObjectType type, String key) {
        var view = place.own("record_status");
        return bed.value(
                "select status from " + view + " where object_type = '" + type + "' and row_key = '" + key + "'");
    }

    static long writes(Bed bed) {
        return bed.calls.made().stream()
                .filter(call -> call.contains("/associations/")
                        && !call.endsWith("/read")
                        && !call.endsWith("/labels")
                        && call.startsWith("POST"))
                .count();
    }
}
