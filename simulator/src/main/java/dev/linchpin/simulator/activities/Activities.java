package dev.linchpin.simulator.activities;

import dev.linchpin.simulator.associations.Links;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.Timestamps;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the activities of a record add up to at a moment. Notes and tasks are no contact with anybody, and a task is no
 * activity until it is done (knowledge base, "HubSpot's default contact properties").
 *
 * @param all number of activities
 * @param contacts number of those that were a contact with somebody
 * @param lastActivity milliseconds of the latest one that is no task; 0 for none
 * @param lastContact milliseconds of the latest contact; 0 for none
 * @param nextAt milliseconds of the first one still to come; 0 for none
 */
record Activities(int all, int contacts, long lastActivity, long lastContact, long nextAt) {

    private static final Set<String> NO_CONTACT = Set.of("notes", "tasks");

    static Activities of(Crm crm, Links links, ObjectType type, long id, long now) {
        var sum = new Activities(0, 0, 0, 0, 0);
        for (ObjectType activityType : crm.types().all()) {
            if (activityType.isActivity()) {
                Catalogue catalogue = crm.catalogue(activityType);
                for (Links.Linked linked : links.all(type, id, activityType)) {
                    StoredRecord activity = crm.live(activityType, linked.toId());
                    String at = activity == null ? null : catalogue.value(activity, "hs_timestamp");
                    if (at != null) {
                        sum = sum.plus(activityType.name(), Instant.parse(at).toEpochMilli(), now);
                    }
                }
            }
        }
        return sum;
    }

    private Activities plus(String kind, long at, long now) {
        boolean past = at <= now;
        boolean contact = !NO_CONTACT.contains(kind);
        return new Activities(
                all + 1,
                contacts + (contact && past ? 1 : 0),
                past && !kind.equals("tasks") ? Math.max(lastActivity, at) : lastActivity,
                past && contact ? Math.max(lastContact, at) : lastContact,
                past || (nextAt != 0 && nextAt < at) ? nextAt : at);
    }

    /** When the sum changes by itself: the first activity to come has come by then. */
    OptionalLong next() {
        return nextAt == 0 ? OptionalLong.empty() : OptionalLong.of(nextAt);
    }

    /** The properties that hold it. */
    Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        values.put("num_notes", Integer.toString(all));
        values.put("num_contacted_notes", Integer.toString(contacts));
        values.put("notes_last_updated", time(lastActivity));
        values.put("notes_last_contacted", time(lastContact));
        values.put("notes_next_activity_date", time(nextAt));
        return values;
    }

    private static String time(long millis) {
        return millis == 0 ? "" : Timestamps.iso(millis);
    }
}
