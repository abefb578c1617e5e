package dev.linchpin.simulator.webhooks;

import dev.linchpin.simulator.crm.Change;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.Source;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.settings.WebhookSettings;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Makes the events that an app gets for a change: for a creation one for the record and one for each property, for a merge
 * one for the survivor and a deletion for each absorbed record, for a privacy deletion a deletion besides, in any order. Not
 * thread-safe.
 *
 * <p>Source: HubSpot docs, "Webhooks guide" (developers.hubspot.com/docs/api-reference/legacy/webhooks/guide) and payloads
 * published by others.
 */
final class EventFactory {

    /** Properties whose changes nobody can subscribe to. */
    static final Set<String> SILENT = Set.of("hs_lastmodifieddate", "num_unique_conversion_events");

    private final SplittableRandom random;
    private long lastEventId = 770_000;

    EventFactory(SplittableRandom random) {
        this.random = random;
    }

    /** Gives away the events for those who have these interests. */
    void make(Change change, Interests interests, WebhookSettings settings, Consumer<Event> into) {
        var maker = new Maker(change, interests, settings, into);
        switch (change) {
            case Change.Created created -> {
                maker.flagged(EventKind.CREATION, created.record().id(), "CREATED");
                maker.properties(created.record(), created.written());
            }
            case Change.Updated updated -> maker.properties(updated.record(), updated.changed());
            case Change.Archived archived ->
                maker.flagged(EventKind.DELETION, archived.record().id(), "DELETED");
            case Change.Restored restored ->
                maker.flagged(EventKind.RESTORE, restored.record().id(), "RESTORED");
            case Change.Erased erased -> {
                var kinds = new EventKind[] {EventKind.PRIVACY_DELETION, EventKind.DELETION};
                if (random.nextBoolean()) {
                    Collections.reverse(Arrays.asList(kinds));
                }
                for (EventKind kind : kinds) {
                    maker.flagged(kind, erased.record().id(), kind == EventKind.DELETION ? "DELETED" : "");
                }
            }
            case Change.Merged merged -> {
                maker.add(
                        EventKind.MERGE,
                        "",
                        new Event.Merged(
                                merged.survivor().id(),
                                merged.primaryId(),
                                List.of(merged.mergedId()),
                                merged.moved()));
                merged.absorbed().forEach(gone -> maker.flagged(EventKind.DELETION, gone, "DELETED"));
            }
            case Change.Associated link ->
                maker.add(
                        EventKind.ASSOCIATION_CHANGE,
                        "",
                        new Event.Associated(
                                link.fromId(),
                                link.type().typeId(),
                                link.toId(),
                                link.toType().typeId(),
                                upper(link.type().singular()) + "_TO_"
                                        + upper(link.toType().singular()),
                                link.association().category(),
                                link.association().typeId(),
                                link.removed(),
                                link.primary()));
            case Change.Listed _ -> {}
        }
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    private final class Maker {

        private final Change change;
        private final Interests interests;
        private final WebhookSettings settings;
        private final Consumer<Event> into;

        Maker(Change change, Interests interests, WebhookSettings settings, Consumer<Event> into) {
            this.change = change;
            this.interests = interests;
            this.settings = settings;
            this.into = into;
        }

        void properties(StoredRecord record, List<Property> properties) {
            for (Property property : properties) {
                boolean computed = property.is(Property.Trait.CALCULATED)
                        || change.source().type().equals(Source.calculated().type());
                boolean silent = SILENT.contains(property.name())
                        || (computed && !settings.calculatedProperties().contains(property.name()));
                if (!silent) {
                    String stored = record.stored(property.slot());
                    String value = stored == null ? "" : stored;
                    add(
                            EventKind.PROPERTY_CHANGE,
                            property.name(),
                            new Event.PropertyChanged(
                                    record.id(), property.name(), isWithheld(property) ? null : value));
                }
            }
        }

        private boolean isWithheld(Property property) {
            return property.isSensitive() || settings.withheldProperties().contains(property.name());
        }

        void flagged(EventKind kind, long id, String flag) {
            add(kind, "", new Event.Flagged(id, flag.isEmpty() ? null : flag));
        }

        void add(EventKind kind, String property, Event.What what) {
            for (Interests.Interest interest : interests.in(change.type(), kind, property)) {
                into.accept(new Event(++lastEventId, interest, change.at(), change.source(), what));
            }
        }
    }
}
