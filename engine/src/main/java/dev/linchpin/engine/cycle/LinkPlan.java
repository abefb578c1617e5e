package dev.linchpin.engine.cycle;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Loss;
import dev.linchpin.engine.store.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a cycle does with one whole link, decided from what both sides hold. */
sealed interface LinkPlan {
    /** Both sides are there. */
    record Merge(Row row, HubSpotRecord record) implements LinkPlan {}

    /** The row was deleted and nobody edited the record since: move it to HubSpot's recycle bin, then look again. */
    record ArchiveRecord() implements LinkPlan {}

    /** The record was archived and nobody edited the row since. */
    record DropRow(Row row, Deletes.OnRecordArchived how) implements LinkPlan {}

    /** While the record was being archived for its deleted row, the row was inserted anew: it is a new row. */
    record RowReturned() implements LinkPlan {}

    /** Nothing is left to keep in step. */
    record End(boolean rowGone, boolean recordGone, String reason) implements LinkPlan {}

    /** One side deleted what the other edited: a person decides. */
    record DeletedAndEdited(List<String> fields, String detail) implements LinkPlan {}

    /** The record lives on in another. */
    record MergedAway(HubSpotRecord survivor, @Nullable Row row) implements LinkPlan {}

    /** The row or the record left the scope: they are unlinked, and both are left alone. */
    record LeaveScope(@Nullable Row row) implements LinkPlan {}

    /** It may be an accident: nothing happens before a person has decided. */
    record Held() implements LinkPlan {}

    /** The row was deleted, which is no decision about the record. */
    record ForgetRow(boolean editedInHubSpot) implements LinkPlan {}

    /** A person wants the deletion of the row undone: the record gets a row again. */
    record BringRowBack() implements LinkPlan {}

    /** Nobody knows where the record is: a complete sweep will tell, and marks the link again. */
    record Await() implements LinkPlan {}

    /** What carrying this out would lose, for the guard to count; empty when nothing. */
    default Optional<Loss> loss(RecordState state) {
        return switch (this) {
            case ArchiveRecord _ -> Optional.of(Loss.ROW_DELETED);
            case End _ when state instanceof RecordState.Live -> Optional.of(Loss.ROW_DELETED);
            case DropRow _ -> Optional.of(Loss.RECORD_ARCHIVED);
            case LeaveScope _ -> Optional.of(Loss.OUT_OF_SCOPE);
            case Merge _,
                    ForgetRow _,
                    RowReturned _,
                    End _,
                    DeletedAndEdited _,
                    MergedAway _,
                    Held _,
                    BringRowBack _,
                    Await _ -> Optional.empty();
        };
    }

    /** What is done instead, because a person rejected what this plan would lose. */
    default LinkPlan rejected() {
        return this instanceof DropRow
                ? new End(false, true, "archived in HubSpot; a person had the row kept")
                : new BringRowBack();
    }

    /**
     * Pure.
     *
     * @param archiving Linchpin itself has asked HubSpot to archive the record
     */
    static LinkPlan of(
            ObjectMapping mapping,
            Map<String, BasePair> bases,
            @Nullable Row row,
            RecordState state,
            boolean archiving) {
        return switch (state) {
            case RecordState.Live(var record) when !mapping.scope().includes(record::property) -> new LeaveScope(row);
            case RecordState.Live _, RecordState.Archived _ when row != null && !row.inScope() -> new LeaveScope(row);
            case RecordState.Live(var record) when row != null -> new Merge(row, record);
            case RecordState.Live(var record) -> rowDeleted(mapping, bases, record);
            case RecordState.Archived _ when row != null && archiving -> new RowReturned();
            case RecordState.Archived(var record) when row != null -> recordArchived(mapping, bases, row, record);
            // Archived by a person, who saw what it held.
            case RecordState.Archived _ when !archiving -> new End(true, true, "deleted on both sides");
            case RecordState.Archived(var record) -> {
                var edited = editedInHubSpot(mapping, bases, record);
                yield edited.isEmpty()
                        ? new End(true, true, "deleted on both sides")
                        : new DeletedAndEdited(
                                edited, "The row was deleted; the record, now archived, had been edited in HubSpot");
            }
            case RecordState.MergedInto(var survivor) -> new MergedAway(survivor, row);
            // Not even in the recycle bin, where it was sent: it was merged just then, and a sweep tells into what.
            case RecordState.Unknown() when row == null && archiving -> new Await();
            case RecordState.Unknown()
            when row == null -> new End(true, false, "neither the row nor the record exists");
            case RecordState.Unknown() -> new Await();
            case RecordState.Gone _ when row == null -> new End(true, true, "deleted on both sides");
            // For privacy there is nothing to weigh.
            case RecordState.Gone(var announced) -> {
                var edited = announced ? List.<String>of() : editedInDatabase(mapping, bases, row, _ -> Value.BLANK);
                yield edited.isEmpty()
                        ? new DropRow(row, mapping.deletes().recordArchived())
                        : new DeletedAndEdited(edited, "The record is gone from HubSpot; the row was edited");
            }
        };
    }

    private static LinkPlan rowDeleted(ObjectMapping mapping, Map<String, BasePair> bases, HubSpotRecord record) {
        var edited = editedInHubSpot(mapping, bases, record);
        var question = new DeletedAndEdited(edited, "The row was deleted; the record was edited in HubSpot");
        return switch (mapping.deletes().rowDeleted()) {
            case ARCHIVE -> edited.isEmpty() ? new ArchiveRecord() : question;
            // Edited or not, it is left alone; but where nothing was agreed on, it may not be the record that the row
            // belonged to: it was restored, or merged with a stranger.
            case UNLINK -> bases.isEmpty() && !edited.isEmpty() ? question : new End(true, false, "row deleted");
            case IGNORE -> new ForgetRow(!edited.isEmpty());
        };
    }

    /** A value that the two never agreed on is as good as an edit: it would vanish with the deletion. */
    private static LinkPlan recordArchived(
            ObjectMapping mapping, Map<String, BasePair> bases, Row row, HubSpotRecord record) {
        var edited =
                editedInDatabase(mapping, bases, row, field -> field.type().read(record.property(field.property())));
        return edited.isEmpty()
                ? new DropRow(row, mapping.deletes().recordArchived())
                : new DeletedAndEdited(edited, "The record was archived in HubSpot; the row was edited");
    }

    private static List<String> editedInDatabase(
            ObjectMapping mapping, Map<String, BasePair> bases, Row row, Function<Field, Value> inHubSpot) {
        return mapping.fields().values().stream()
                .filter(field -> {
                    var base = bases.get(field.name());
                    var local = row.value(field.name());
                    return base == null
                            ? !local.isBlank() && !field.type().same(local, inHubSpot.apply(field))
                            : !base.local().equals(local);
                })
                .map(Field::name)
                .toList();
    }

    /** Fields in which the record is not as it was when both sides last agreed. */
    static List<String> editedInHubSpot(ObjectMapping mapping, Map<String, BasePair> bases, HubSpotRecord record) {
        return mapping.shownInHubSpot().values().stream()
                .filter(field -> {
                    var base = bases.get(field.name());
                    var hubspot = field.type().read(record.property(field.property()));
                    return base == null ? !hubspot.isBlank() : !base.hubspot().equals(hubspot);
                })
                .map(Field::name)
                .toList();
    }
}
