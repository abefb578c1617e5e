package dev.linchpin.engine.cycle;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.cycle.outcome.Next;
import dev.linchpin.engine.hubspot.HubSpot.ArchiveOutcome;
import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.KnownField;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.LockedRows;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.RowChange;
import dev.linchpin.engine.store.RowWrite;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Tombstone;
import dev.linchpin.engine.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lands links of which one side is gone: deletions, archivals, merges in HubSpot. */
record Endings(
        ObjectMapping mapping,
        Transaction tx,
        Journal journal,
        Instant now,
        LockedRows locked,
        Map<Long, ArchiveOutcome> archived) {
    private static final Duration WHILE_OTHERS_WORK = Duration.ofMillis(500);
    /** A sweep of the recycle bin finds out what became of a record that is nowhere, and marks it then. */
    private static final Duration UNTIL_SWEPT = Duration.ofMinutes(1);

    private static final Duration WHILE_SCHEMA_CHANGES = Duration.ofSeconds(5);

    Next land(Seen seen) {
        var pendingUntil = seen.settlement().pendingUntil();
        if (pendingUntil != null) {
            return new Next.Later(pendingUntil);
        }
        if (seen.plan() instanceof LinkPlan.MergedAway(var survivor, var row)) {
            return new MergeLanding(mapping, tx, journal, now, locked).land(seen, survivor, row);
        }
        settle(seen);
        var link = seen.link();
        return switch (seen.plan()) {
            case LinkPlan.Merge _, LinkPlan.MergedAway _, LinkPlan.Held _ -> new Next.Done();
            case LinkPlan.Await() -> isToBeAudited(seen) ? new Next.Later(now.plus(UNTIL_SWEPT)) : new Next.Done();
            case LinkPlan.ArchiveRecord() -> archiving(seen);
            case LinkPlan.DropRow(var row, var how) -> dropRow(seen, row, how);
            case LinkPlan.LeaveScope(var row) -> leaveScope(seen, row);
            case LinkPlan.BringRowBack _ when !isRowGone(seen) || !tx.isUnmarked(seen.claim()) -> new Next.AtOnce();
            case LinkPlan.BringRowBack() -> {
                var record = Objects.requireNonNull(link.record());
                journal.record(
                        link,
                        seen.claim().cause(),
                        Side.DATABASE,
                        Action.UNLINK,
                        "row deleted; a person wants it back");
                tx.remove(link);
                tx.mark(List.of(new Mark.OfRecord(link.type(), record, Cause.PERSON)));
                yield new Next.Done();
            }
            case LinkPlan.ForgetRow _ when !isRowGone(seen) || !tx.isUnmarked(seen.claim()) -> new Next.AtOnce();
            case LinkPlan.ForgetRow(var edited) -> {
                var record = Objects.requireNonNull(link.record());
                journal.record(link, seen.claim().cause(), Side.DATABASE, Action.UNLINK, "row deleted; ignored");
                tx.remove(link);
                if (edited) {
                    tx.mark(List.of(new Mark.OfRecord(link.type(), record, Cause.RETRY)));
                }
                yield new Next.Done();
            }
            case LinkPlan.RowReturned _ when !tx.isUnmarked(seen.claim()) -> new Next.AtOnce();
            case LinkPlan.End _ when !tx.isUnmarked(seen.claim()) -> new Next.AtOnce();
            case LinkPlan.RowReturned() -> {
                keepUnseenEdits(seen);
                // The tombstone is the record's alone: the row under this key is a new one.
                tx.end(
                        link,
                        new Tombstone(
                                link.type(),
                                null,
                                link.record(),
                                link.linchpinId(),
                                true,
                                true,
                                now,
                                "archived; a row with its key was inserted anew"));
                tx.mark(List.of(new Mark.OfRow(link.type(), seen.rowKey(), Cause.SQL)));
                yield new Next.Done();
            }
            case LinkPlan.End(var rowGone, var _, var _) when rowGone && !isRowGone(seen) -> new Next.AtOnce();
            case LinkPlan.End _ when seen.state() instanceof RecordState.Gone -> erase(seen, null, true);
            case LinkPlan.End(var rowGone, var recordGone, var reason) -> {
                journal.record(
                        link, seen.claim().cause(), Side.HUBSPOT, recordGone ? Action.DELETE : Action.UNLINK, reason);
                keepUnseenEdits(seen);
                if (tx.archiving(List.of(link.id())).contains(link.id())) {
                    relatives(seen).forEach(this::contestArchived);
                }
                end(seen, rowGone, recordGone, reason);
                yield new Next.Done();
            }
            case LinkPlan.DeletedAndEdited(var fields, var detail) -> {
                if (seen.state() instanceof RecordState.Archived && isRowGone(seen)) {
                    closeFieldConflicts(seen);
                }
                if ((isRowGone(seen) || !isAskedAbout(seen))
                        && contest(
                                seen,
                                Conflict.Kind.DELETED_AND_EDITED,
                                detail + " (" + String.join(", ", fields) + ")")) {
                    keepUnseenEdits(seen);
                }
                yield new Next.Done();
            }
        };
    }

    private static boolean isToBeAudited(Seen seen) {
        return seen.claim().attempts().stream().anyMatch(attempt -> !attempt.isOpen());
    }

    /** What enters the scope again is matched like anything new. */
    private Next leaveScope(Seen seen, @Nullable Row read) {
        if (locked.busy().contains(seen.rowKey())) {
            return new Next.Later(now.plus(WHILE_OTHERS_WORK));
        }
        var row = locked.rows().get(seen.rowKey());
        if (!Objects.equals(row, read) || !tx.isUnmarked(seen.claim())) {
            return new Next.AtOnce();
        }
        journal.record(seen.link(), seen.claim().cause(), Side.HUBSPOT, Action.UNLINK, "left the scope");
        if (row == null) {
            end(seen, true, false, "row deleted; its record had left the scope");
        } else {
            tx.remove(seen.link());
        }
        return new Next.Done();
    }

    /** Earlier attempts are over with the record; an edit that one of them replaced is kept in the journal. */
    private void settle(Seen seen) {
        if (seen.settlement().equals(Settlement.NOTHING)) {
            return;
        }
        seen.settlement()
                .overwritten()
                .forEach((name, hidden) -> journal.field(
                        seen.claim(),
                        Side.HUBSPOT,
                        Action.LOST,
                        name,
                        hidden.value(),
                        hidden.by().sent(),
                        "replaced by the database's value before one of the two was deleted"));
        seen.commitSettlement(tx, journal);
        tx.save(List.of(seen.link().withBase(seen.bases())));
    }

    /** A person who edits a record and then archives it replaces the edit; the journal keeps it all the same. */
    private void keepUnseenEdits(Seen seen) {
        if (seen.state() instanceof RecordState.Archived(var record)) {
            var shown = mapping.withoutRow();
            for (var name : LinkPlan.editedInHubSpot(mapping, seen.bases(), record)) {
                var field = shown.field(name);
                journal.field(
                        seen.claim(),
                        Side.HUBSPOT,
                        Action.LOST,
                        name,
                        field.type().read(record.property(field.property())),
                        Value.BLANK,
                        "edited in HubSpot just before the record was archived there");
            }
        }
    }

    private Next archiving(Seen seen) {
        if (!seen.maySend()) {
            return new Next.AtOnce();
        }
        // Whether it is in the recycle bin now, and as what, the next look tells.
        return archived.get(seen.link().id()) == ArchiveOutcome.ACCEPTED
                ? new Next.AtOnce()
                : new Next.Failure("HubSpot did not confirm that the record was archived", Duration.ZERO);
    }

    private Next dropRow(Seen seen, Row read, Deletes.OnRecordArchived how) {
        var link = seen.link();
        if (!isErasure(seen) && isAskedAbout(seen)) {
            return new Next.Done();
        }
        if (isEditedUnread(seen)) {
            contest(
                    seen,
                    Conflict.Kind.DELETED_AND_EDITED,
                    "The record was archived in HubSpot; the row was edited in a field that is frozen now");
            return new Next.Done();
        }
        var relatives = relatives(seen).stream().map(Link::id).toList();
        if (!tx.archiving(relatives).isEmpty()) {
            contestArchived(link);
            return new Next.Done();
        }
        var row = locked.rows().get(read.key());
        if (row == null) {
            return locked.busy().contains(read.key()) ? new Next.Later(now.plus(WHILE_OTHERS_WORK)) : new Next.AtOnce();
        }
        if (!row.values().equals(read.values()) || !tx.isUnmarked(seen.claim())) {
            return new Next.AtOnce();
        }
        if (!isErasure(seen) && !mapping.propertyless().isEmpty() && tx.isCaptured(link.type(), read.key())) {
            // The locked row tells nothing of the fields that are frozen; whoever takes the change in marks the link.
            return new Next.Later(now.plus(WHILE_OTHERS_WORK));
        }
        if (!isErasure(seen) && tx.fields().areBack(mapping)) {
            // Nor of what somebody put into a column that came back a moment ago.
            journal.event(new EngineEvent.SchemaDoubted(mapping.type()));
            return new Next.Later(now.plus(WHILE_SCHEMA_CHANGES));
        }
        var change = switch (how) {
            case DELETE -> new RowChange.Delete(row.key());
            case MARK -> new RowChange.MarkDeleted(row.key());
            case UNLINK -> null;
        };
        if (change != null && tx.write(mapping, List.of(change)).getFirst() instanceof RowWrite.Refused(var message)) {
            new RowLanding(mapping, tx, journal, now).bury(seen.claim(), "", Value.BLANK, message);
            return new Next.Done();
        }
        if (seen.state() instanceof RecordState.Gone) {
            return erase(seen, row, how == Deletes.OnRecordArchived.DELETE);
        }
        journal.record(
                link,
                seen.claim().cause(),
                Side.DATABASE,
                how == Deletes.OnRecordArchived.UNLINK ? Action.UNLINK : Action.DELETE,
                "archived in HubSpot");
        keepUnseenEdits(seen);
        end(seen, how == Deletes.OnRecordArchived.DELETE, true, "archived in HubSpot");
        return new Next.Done();
    }

    /** The other links whose records were merged with this one's into what is archived now. */
    private List<Link> relatives(Seen seen) {
        if (!(seen.state() instanceof RecordState.Archived(var survivor))) {
            return List.of();
        }
        var records = new ArrayList<>(survivor.absorbed());
        records.add(survivor.id());
        return tx.linksByRecord(seen.link().type(), records).values().stream()
                .filter(relative ->
                        relative.isWhole() && relative.id() != seen.link().id())
                .toList();
    }

    /** Nobody ordered this row's deletion: another row's was carried out just as somebody merged the records of the two. */
    private void contestArchived(Link link) {
        var known = tx.openConflicts().of(List.of(link.id())).getOrDefault(link.id(), List.of()).stream()
                .anyMatch(conflict -> conflict.isAboutRecord() && conflict.kind() == Conflict.Kind.IDENTITY);
        if (!known) {
            var conflict = Conflict.aboutRecord(
                    link.id(),
                    Conflict.Kind.IDENTITY,
                    now,
                    "The record of this row was merged in HubSpot with one that Linchpin was archiving for a deleted row,"
                            + " and was archived with it");
            tx.open(conflict);
            journal.conflict(link, Cause.SQL, conflict);
            journal.event(new EngineEvent.ConflictOpened(mapping.type(), ""));
        }
    }

    /** What people put into a field that cannot be read while it is frozen is not to go with the row. */
    private boolean isEditedUnread(Seen seen) {
        if (isErasure(seen)) {
            return false;
        }
        var unread = new HashSet<>(seen.link().base().keySet());
        unread.addAll(mapping.propertyless().keySet());
        unread.removeAll(mapping.fields().keySet());
        // Nor is what was never agreed on, as in a row that was inserted meanwhile.
        var unseen = new HashMap<>(mapping.propertyless());
        unseen.keySet().removeAll(seen.link().base().keySet());
        return !Collections.disjoint(seen.link().localTimes().keySet(), unread)
                || wasInsertedWithMore(seen)
                || (!unread.isEmpty()
                        && seen.claim().conflicts().stream()
                                .anyMatch(conflict -> conflict.isAboutRecord()
                                        && conflict.kind() == Conflict.Kind.DELETED_AND_EDITED))
                || (!unseen.isEmpty()
                        && tx.holdsAny(
                                mapping,
                                seen.rowKey(),
                                unseen.values().stream().map(Field::place).toList()));
    }

    /** The record was created without what the row held in a column that was there still when the row was inserted. */
    private boolean wasInsertedWithMore(Seen seen) {
        var inserted = seen.link().localTimes().get(Link.WHOLE_ROW);
        return inserted != null
                && !seen.link().base().keySet().containsAll(mapping.columnless().keySet())
                && tx.fields().of(mapping.type()).stream()
                        .filter(field -> mapping.columnless().containsKey(field.name())
                                && !seen.link().base().containsKey(field.name()))
                        .map(KnownField::since)
                        .anyMatch(since -> since != null && !inserted.isAfter(since));
    }

    /** For privacy there is nothing to ask. */
    private static boolean isErasure(Seen seen) {
        return seen.state() instanceof RecordState.Gone(var announced) && announced;
    }

    /** Neither side holds the field any more; the journal keeps what the conflicts held. */
    private void closeFieldConflicts(Seen seen) {
        var fields = seen.claim().conflicts().stream()
                .filter(conflict -> !conflict.isAboutRecord())
                .toList();
        fields.forEach(conflict -> journal.field(
                seen.claim(),
                Side.HUBSPOT,
                Action.LOST,
                conflict.field(),
                conflict.hubspot(),
                conflict.local(),
                "deleted on both sides"));
        journal.agree(tx, mapping.type(), fields);
    }

    /** In SQL, absence is proof under the lock. */
    private boolean isRowGone(Seen seen) {
        return !locked.rows().containsKey(seen.rowKey()) && !locked.busy().contains(seen.rowKey());
    }

    /** Whether this row goes with the record that its own was merged into, a person is being asked already. */
    private static boolean isAskedAbout(Seen seen) {
        return seen.claim().conflicts().stream().anyMatch(conflict -> conflict.kind() == Conflict.Kind.IDENTITY);
    }

    /** Answers whether the conflict is new. */
    private boolean contest(Seen seen, Conflict.Kind kind, String detail) {
        var known = seen.claim().conflicts().stream()
                .anyMatch(conflict -> conflict.isAboutRecord() && conflict.kind() == kind);
        if (known) {
            return false;
        }
        tx.open(new Conflict(0, seen.link().id(), kind, "", Value.BLANK, Value.BLANK, Value.BLANK, 1, now, detail));
        journal.record(seen.link(), seen.claim().cause(), Side.HUBSPOT, Action.CONFLICT, detail);
        journal.event(new EngineEvent.ConflictOpened(mapping.type(), ""));
        return true;
    }

    /** Whoever it was wants to be forgotten, as far as anyone can know. */
    private Next erase(Seen seen, @Nullable Row row, boolean rowGone) {
        var record = Objects.requireNonNull(seen.link().record());
        end(seen, rowGone, true, "gone from HubSpot");
        new Erasing(mapping, tx, journal).erase(record, seen.link().id(), row, seen.bases());
        return new Next.Done();
    }

    /**
     * What both sides last agreed on is kept with a row that stays, should its record be restored; else only who it was, should
     * it be erased.
     */
    private void end(Seen seen, boolean rowGone, boolean recordGone, String reason) {
        var link = seen.link();
        var bases = seen.bases();
        if (rowGone) {
            bases.keySet().retainAll(mapping.identity());
        }
        tx.end(
                link,
                new Tombstone(
                                link.type(),
                                link.row(),
                                link.record(),
                                link.linchpinId(),
                                rowGone,
                                recordGone,
                                now,
                                reason)
                        .withBase(bases));
    }
}
