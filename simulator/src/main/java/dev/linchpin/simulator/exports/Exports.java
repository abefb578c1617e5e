package dev.linchpin.simulator.exports;

import dev.linchpin.simulator.associations.Links;
import dev.linchpin.simulator.clock.Agenda;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.ApiException;
import dev.linchpin.simulator.lists.Lists;
import dev.linchpin.simulator.search.Search;
import dev.linchpin.simulator.settings.SettingsStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The exports of an account. Accepting one only notes it; its file holds the records as they are when it is complete.
 * Thread-safe, by the account's lock.
 */
public final class Exports {

    private static final long FIRST_ID = 5_400_001;
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final Crm crm;
    private final Links links;
    private final Lists lists;
    private final Search search;
    private final SettingsStore settings;
    private final SimulatorClock clock;
    private final Agenda agenda;
    private final TreeMap<Long, Export> exports = new TreeMap<>();

    /** No exports yet. */
    public Exports(
            Crm crm,
            Links links,
            Lists lists,
            Search search,
            SettingsStore settings,
            SimulatorClock clock,
            Agenda agenda) {
        this.crm = crm;
        this.links = links;
        this.lists = lists;
        this.search = search;
        this.settings = settings;
        this.clock = clock;
        this.agenda = agenda;
    }

    /** Forgets all exports. */
    public void clear() {
        crm.read(() -> {
            exports.clear();
            return exports;
        });
    }

    @Nullable Export find(long id) {
        return crm.read(() -> exports.get(id));
    }

    /**
     * Accepts an export.
     *
     * @throws ApiException 429 if there were too many
     */
    Export start(ExportRequest request) {
        return crm.read(() -> {
            long now = clock.millis();
            long recent = exports.values().stream()
                    .filter(export -> export.requestedAt() > now - DAY)
                    .count();
            if (recent >= settings().maximumPerDay()) {
                throw ApiError.of(
                                429,
                                "RATE_LIMITS",
                                "You have reached the limit of " + settings().maximumPerDay()
                                        + " exports in a rolling 24 hours.")
                        .exception();
            }
            long id = exports.isEmpty() ? FIRST_ID : exports.lastKey() + 1;
            Export export = settings().needsApproval()
                    ? new Export(id, request, now, Long.MAX_VALUE, Long.MAX_VALUE, null, 0)
                    : scheduled(id, request, now);
            exports.put(id, export);
            return export;
        });
    }

    private Export scheduled(long id, ExportRequest request, long now) {
        long turn = now;
        if (settings().oneAtATime()) {
            for (Export other : exports.values()) {
                boolean waitsForEver = other.completesAt() == Long.MAX_VALUE;
                turn = waitsForEver ? turn : Math.max(turn, other.completesAt());
            }
        }
        long startsAt = turn + settings().pendingFor().toMillis();
        long completesAt = startsAt + settings().processingFor().toMillis();
        agenda.at(completesAt, due -> complete(id, due));
        return new Export(id, request, now, startsAt, completesAt, null, 0);
    }

    private void complete(long id, long due) {
        crm.read(() -> {
            Export export = exports.get(id);
            if (export != null) {
                List<ExportFile.Row> rows = records(export.request()).stream()
                        .map(record -> new ExportFile.Row(record, associated(export.request(), record)))
                        .toList();
                ExportFile file = ExportFile.write(
                        export.request(),
                        crm.catalogue(export.request().type()),
                        rows,
                        due,
                        settings().zipAbove());
                exports.put(id, export.completed(file, rows.size()));
            }
            return due;
        });
    }

    private List<StoredRecord> records(ExportRequest request) {
        return switch (request.selection()) {
            case ExportRequest.View(var view) -> search.findAll(request.type(), view);
            case ExportRequest.OfList(var listId) -> {
                try {
                    yield crm.liveAmong(request.type(), lists.members(listId).recordIds());
                } catch (ApiException deletedMeanwhile) {
                    yield List.of();
                }
            }
        };
    }

    /** Ids and, if wanted, names of the records that a record is linked to; titles of these columns are UNCONFIRMED. */
    private List<String> associated(ExportRequest request, StoredRecord record) {
        int maximum = request.allAssociated() ? Integer.MAX_VALUE : settings().maximumAssociated();
        var cells = new ArrayList<String>();
        for (ObjectType type : request.associated()) {
            List<Long> ids = links.all(request.type(), record.id(), type).stream()
                    .map(Links.Linked::toId)
                    .limit(maximum)
                    .toList();
            cells.add(ids.stream().map(String::valueOf).collect(Collectors.joining(";")));
            if (request.displayNames()) {
                cells.add(crm.liveAmong(type, ids).stream()
                        .map(linked -> displayName(type, linked))
                        .collect(Collectors.joining(";")));
            }
        }
        return cells;
    }

    private String displayName(ObjectType type, StoredRecord record) {
        String property = type.hasEmailIdentity()
                ? "hs_full_name_or_email"
                : type.searchableProperties().stream().findFirst().orElse("hs_object_id");
        String name = crm.catalogue(type).value(record, property);
        return name == null ? "" : name;
    }

    ExportSettings settings() {
        return settings.get(ExportSettings.SECTION);
    }
}
