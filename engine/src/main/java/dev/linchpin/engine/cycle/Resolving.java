package dev.linchpin.engine.cycle;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.cycle.identity.ResolvingIdentity;
import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.LockedRows;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.RowChange;
import dev.linchpin.engine.store.RowWrite;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Tombstone;
import dev.linchpin.engine.store.Transaction;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One decision about one conflict, in one transaction.
 *
 * @param state what stands behind the link's record id now; empty when it has none
 * @param candidate the live record that the person named; empty when they named none, or there is none
 */
record Resolving(
        ObjectMapping mapping,
        Transaction tx,
        Journal journal,
        Claim claim,
        Conflict conflict,
        Optional<RecordState> state,
        Optional<HubSpotRecord> candidate,
        Instant now) {

    private static final Verdict NOT_ABOUT_IDENTITY = new Verdict.Unsuitable(
            "This conflict is not about identity: it is settled for the database or for HubSpot, or by a value");

    Verdict resolve(Choice choice) {
        var key = claim.link().row();
        var rows = key == null ? new LockedRows(Map.of(), Set.of()) : tx.lockRows(mapping, List.of(key));
        if (!rows.busy().isEmpty()) {
            return new Verdict.Busy();
        }
        var locked = key == null
                ? Optional.<Row>empty()
                : Optional.ofNullable(rows.rows().get(key));
        return switch (conflict.kind()) {
            case BOTH_CHANGED, OVERWRITTEN, MERGED_AWAY, OSCILLATING -> field(choice, locked);
            case DELETED_AND_EDITED -> deletion(choice, locked);
            case IDENTITY -> isMergedAway() ? mergedAway(choice, locked) : identity(choice);
            case DOUBLE -> identity(choice);
            case ERASED -> erased(choice, locked);
        };
    }

    private Verdict field(Choice choice, Optional<Row> locked) {
        if (locked.isEmpty() || !(state.orElse(null) instanceof RecordState.Live(var record))) {
            return new Verdict.Unsuitable("One of the two sides is gone; look at the record afresh");
        }
        if (!mapping.fields().containsKey(conflict.field())) {
            return new Verdict.Unsuitable("The field is frozen: one of the two sides no longer has it");
        }
        var row = locked.get();
        var field = mapping.field(conflict.field());
        var moved = moved(field, row, record);
        if (moved != null) {
            tx.open(moved);
            return new Verdict.Moved(tx.conflict(conflict.id()).orElse(moved));
        }
        return switch (conflict.kind()) {
            case OVERWRITTEN, MERGED_AWAY -> overwritten(choice, field, row);
            case OSCILLATING -> oscillating(choice, field, row, record);
            case BOTH_CHANGED, DELETED_AND_EDITED, IDENTITY, DOUBLE, ERASED -> bothChanged(choice, field, row, record);
        };
    }

    /** The conflict with the values of now; null when they are those that were shown. */
    private @Nullable Conflict moved(Field field, Row row, HubSpotRecord record) {
        var local = row.value(field.name());
        var hubspot = conflict.kind().keepsValue()
                ? conflict.hubspot()
                : field.type().read(record.property(field.property()));
        if (local.equals(conflict.local()) && hubspot.equals(conflict.hubspot())) {
            return null;
        }
        return conflict.withValues(local, hubspot);
    }

    private Verdict bothChanged(Choice choice, Field field, Row row, HubSpotRecord record) {
        var local = conflict.local();
        var hubspot = conflict.hubspot();
        return switch (choice) {
            // Only the other side differs from its base now, so the next merge carries that side's value.
            case Choice.HubSpotHolds() -> {
                rebase(withCompanions(field, row, record, true));
                yield settled("hubspot", local, hubspot);
            }
            case Choice.DatabaseHolds() -> {
                rebase(withCompanions(field, row, record, false));
                yield settled("database", hubspot, local);
            }
            case Choice.ThirdValue(var value) -> {
                var refused = write(field, row, value);
                if (refused != null) {
                    yield refused;
                }
                rebase(withCompanions(field, row, record, false));
                yield settledByThird(value);
            }
            case Choice.LinkedWithRecord _, Choice.LinkedWithRow _, Choice.KeptApart _ -> NOT_ABOUT_IDENTITY;
        };
    }

    /** HubSpot holds our value; bringing back the replaced one is an edit of the row, which then flows to HubSpot. */
    private Verdict overwritten(Choice choice, Field field, Row row) {
        return switch (choice) {
            case Choice.DatabaseHolds() -> settled("database", conflict.hubspot(), conflict.local());
            case Choice.HubSpotHolds() -> {
                var refused = write(field, row, conflict.hubspot());
                yield refused != null ? refused : settled("hubspot", conflict.local(), conflict.hubspot());
            }
            case Choice.ThirdValue(var value) -> {
                var refused = write(field, row, value);
                yield refused != null ? refused : settledByThird(value);
            }
            case Choice.LinkedWithRecord _, Choice.LinkedWithRow _, Choice.KeptApart _ -> NOT_ABOUT_IDENTITY;
        };
    }

    /** HubSpot's value goes into the row at once: the merge would put it back once more. */
    private Verdict oscillating(Choice choice, Field field, Row row, HubSpotRecord record) {
        if (!(choice instanceof Choice.HubSpotHolds)) {
            return bothChanged(choice, field, row, record);
        }
        var refused = write(field, row, conflict.hubspot());
        if (refused != null) {
            return refused;
        }
        rebase(Map.of(field.name(), new BasePair(conflict.hubspot(), conflict.hubspot())));
        return settled("hubspot", conflict.local(), conflict.hubspot());
    }

    private @Nullable Verdict write(Field field, Row row, Value value) {
        var change = new RowChange.Update(
                row.key(), Map.of(field.name(), field.type().read(value.text())), null);
        return tx.write(mapping, List.of(change)).getFirst() instanceof RowWrite.Refused(var message)
                ? new Verdict.Unsuitable("The database refuses this value: " + message)
                : null;
    }

    /** Bases after which only the side that holds differs; of the field, and of what belongs with it. */
    private Map<String, BasePair> withCompanions(Field field, Row row, HubSpotRecord record, boolean hubspotHolds) {
        var bases = new HashMap<String, BasePair>();
        for (var name : mapping.traits().companions(field.name())) {
            var companion = mapping.fields().get(name);
            if (companion != null) {
                var loses =
                        hubspotHolds ? row.value(name) : companion.type().read(record.property(companion.property()));
                bases.put(name, new BasePair(loses, loses));
            }
        }
        return bases;
    }

    private void rebase(Map<String, BasePair> changed) {
        var bases = new HashMap<>(claim.link().base());
        bases.putAll(changed);
        tx.save(List.of(claim.link().withBase(bases)));
        tx.closeConflicts(
                claim.conflicts().stream()
                        .filter(other -> other.kind() == Conflict.Kind.BOTH_CHANGED
                                && other.id() != conflict.id()
                                && changed.containsKey(other.field()))
                        .toList(),
                "settled together with " + conflict.field());
    }

    private Verdict deletion(Choice choice, Optional<Row> row) {
        var record = state.orElse(null);
        return switch (choice) {
            case Choice.LinkedWithRecord _, Choice.LinkedWithRow _, Choice.KeptApart _ -> NOT_ABOUT_IDENTITY;
            case Choice.ThirdValue _ ->
                new Verdict.Unsuitable("A deletion is settled for the database or for HubSpot, not by a value");
            case Choice.DatabaseHolds() when row.isEmpty() -> databaseDeletes(record);
            case Choice.HubSpotHolds() when row.isEmpty() -> hubspotRevives(record);
            case Choice _
            when claim.link().isWhole()
                    && !(record instanceof RecordState.Archived || record instanceof RecordState.Gone) ->
                new Verdict.Unsuitable("HubSpot no longer lists this record as archived; look at it afresh");
            case Choice.DatabaseHolds() -> databaseRevives(row.get());
            case Choice.HubSpotHolds() -> hubspotDeletes(row.get());
        };
    }

    /** The row stays deleted: what HubSpot shows now is taken as seen, so nothing is in the deletion's way any more. */
    private Verdict databaseDeletes(@Nullable RecordState record) {
        var shown = switch (record) {
            case RecordState.Live(var live) -> live;
            case RecordState.Archived(var archived) -> archived;
            case null, default -> null;
        };
        if (shown == null) {
            return new Verdict.Unsuitable("HubSpot does not show this record just now; look again in a moment");
        }
        var bases = new HashMap<>(claim.link().base());
        for (var field : mapping.shownInHubSpot().values()) {
            var base = bases.get(field.name());
            var hubspot = field.type().read(shown.property(field.property()));
            if (base == null || !base.hubspot().equals(hubspot)) {
                journal.field(
                        claim, Side.HUBSPOT, Action.LOST, field.name(), hubspot, Value.BLANK, "the deletion holds");
                // Should a row take the key anew, it is the database that differs, and holds.
                bases.put(field.name(), new BasePair(hubspot, hubspot));
            }
        }
        tx.save(List.of(claim.link().withBase(bases)));
        return settled("database", Value.BLANK, Value.BLANK);
    }

    private Verdict hubspotRevives(@Nullable RecordState record) {
        if (!(record instanceof RecordState.Live(var live))) {
            return new Verdict.Unsuitable(
                    "HubSpot lets no program restore a record: restore it in HubSpot, and its row comes back");
        }
        var verdict = settled("hubspot", Value.BLANK, Value.BLANK);
        tx.remove(claim.link());
        tx.mark(List.of(new Mark.OfRecord(mapping.type(), live.id(), Cause.PERSON)));
        return verdict;
    }

    private Verdict databaseRevives(Row row) {
        var link = claim.link();
        var verdict = settled("database", Value.BLANK, Value.BLANK);
        if (link.isWhole()) {
            var record = Objects.requireNonNull(link.record());
            tx.end(
                    link,
                    new Tombstone(
                            mapping.type(), null, record, link.linchpinId(), true, true, now, "archived in HubSpot"));
            tx.mark(List.of(new Mark.OfRow(mapping.type(), row.key(), Cause.PERSON)));
        } else {
            tx.forget(tx.tombstonesByRow(mapping.type(), List.of(row.key())).values());
        }
        return verdict;
    }

    private Verdict hubspotDeletes(Row row) {
        var link = claim.link();
        var verdict = settled("hubspot", Value.BLANK, Value.BLANK);
        if (link.isWhole()) {
            var bases = new HashMap<>(link.base());
            // Should the record be restored, it is HubSpot that differs, and holds.
            letGo(row).forEach((name, local) -> bases.put(name, new BasePair(local, local)));
            // What cannot be read now goes, too.
            mapping.propertyless()
                    .keySet()
                    .forEach(name -> bases.putIfAbsent(name, new BasePair(Value.BLANK, Value.BLANK)));
            tx.save(List.of(link.withBase(bases)));
            tx.forgetTimes(link);
        } else {
            tx.remove(link);
        }
        return verdict;
    }

    /** Of a row that is deleted: the journal keeps what HubSpot never got. Answers that, by field. */
    private Map<String, Value> letGo(Row row) {
        var edited = new LinkedHashMap<String, Value>();
        for (var field : mapping.fields().values()) {
            var base = claim.link().base().get(field.name());
            var local = row.value(field.name());
            if (base == null ? !local.isBlank() : !base.local().equals(local)) {
                journal.field(
                        claim, Side.DATABASE, Action.LOST, field.name(), local, Value.BLANK, "the deletion holds");
                edited.put(field.name(), local);
            }
        }
        return edited;
    }

    private Verdict identity(Choice choice) {
        return new ResolvingIdentity(mapping, tx, journal, claim, conflict, candidate).resolve(choice);
    }

    private boolean isMergedAway() {
        return claim.link().isWhole() || claim.link().isIntent();
    }

    /** Of a row whose record lives on as another row's: the row stays without one, or goes. */
    private Verdict mergedAway(Choice choice, Optional<Row> row) {
        if (state.orElse(null) instanceof RecordState.Live) {
            return new Verdict.Unsuitable("The row has a record of its own again; look at it afresh");
        }
        return switch (choice) {
            case Choice.ThirdValue _, Choice.LinkedWithRecord _, Choice.LinkedWithRow _, Choice.KeptApart _ ->
                new Verdict.Unsuitable("Settle it for the database, which keeps the row unlinked, or for HubSpot, which"
                        + " deletes the row");
            case Choice.DatabaseHolds() -> endMergedAway("database", row.isEmpty(), "row kept unlinked");
            case Choice.HubSpotHolds() -> {
                var refused = row.map(present -> tx.write(mapping, List.of(new RowChange.Delete(present.key())))
                        .getFirst());
                if (refused.isPresent() && refused.get() instanceof RowWrite.Refused(var message)) {
                    yield new Verdict.Unsuitable("The database refuses to delete the row: " + message);
                }
                row.ifPresent(this::letGo);
                yield endMergedAway("hubspot", true, "row deleted");
            }
        };
    }

    /** Of a row that looks like somebody whose record was deleted for privacy: it may be sent after all, or goes. */
    private Verdict erased(Choice choice, Optional<Row> row) {
        if (row.isEmpty()) {
            return new Verdict.Unsuitable("The row is gone; look at the record afresh");
        }
        return switch (choice) {
            case Choice.LinkedWithRecord _, Choice.LinkedWithRow _, Choice.KeptApart _ -> NOT_ABOUT_IDENTITY;
            case Choice.ThirdValue _ ->
                new Verdict.Unsuitable(
                        "Settle it for the database, which lets the row be sent to HubSpot, or for HubSpot,"
                                + " which deletes the row");
            case Choice.DatabaseHolds() -> {
                for (var name : mapping.identity()) {
                    var key = mapping.field(name).type().matchKey(row.get().value(name));
                    tx.erasures().allow(mapping.type(), name, key.isEmpty() ? List.of() : List.of(key));
                }
                yield settled("database", Value.BLANK, Value.BLANK);
            }
            case Choice.HubSpotHolds() -> {
                if (tx.write(mapping, List.of(new RowChange.Delete(row.get().key())))
                                .getFirst()
                        instanceof RowWrite.Refused(var message)) {
                    yield new Verdict.Unsuitable("The database refuses to delete the row: " + message);
                }
                var verdict = settled("hubspot", Value.BLANK, Value.BLANK);
                tx.remove(claim.link());
                yield verdict;
            }
        };
    }

    private Verdict endMergedAway(String resolution, boolean rowGone, String outcome) {
        var link = claim.link();
        var reason = "merged in HubSpot into another row's record; " + outcome;
        var verdict = settled(resolution, Value.BLANK, Value.BLANK);
        journal.record(link, Cause.PERSON, Side.DATABASE, rowGone ? Action.DELETE : Action.UNLINK, reason);
        tx.end(
                link,
                new Tombstone(
                        mapping.type(), link.row(), link.record(), link.linchpinId(), rowGone, true, now, reason));
        if (state.orElse(null) instanceof RecordState.MergedInto(var survivor)) {
            // The row that had it may be gone since: then this link was all that led there.
            tx.mark(List.of(new Mark.OfRecord(mapping.type(), survivor.id(), Cause.PERSON)));
        }
        return verdict;
    }

    /** Neither of the two values that were shown is left. */
    private Verdict settledByThird(Value value) {
        journal.field(
                claim,
                Side.DATABASE,
                Action.LOST,
                conflict.field(),
                conflict.local(),
                value,
                "replaced by a person's third value");
        return settled("value", conflict.hubspot(), value);
    }

    private Verdict settled(String resolution, Value lost, Value held) {
        tx.closeConflicts(List.of(conflict), resolution);
        journal.field(
                claim,
                Side.HUBSPOT,
                Action.RESOLVED,
                conflict.field(),
                lost,
                held,
                "settled by a person: " + resolution);
        journal.event(new EngineEvent.ConflictClosed(mapping.type(), conflict.field(), resolution));
        return new Verdict.Accepted();
    }
}
