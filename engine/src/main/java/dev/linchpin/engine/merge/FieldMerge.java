package dev.linchpin.engine.merge;

import dev.linchpin.engine.merge.FieldDecision.Agreed;
import dev.linchpin.engine.merge.FieldDecision.Contested;
import dev.linchpin.engine.merge.FieldDecision.DecidedLocally;
import dev.linchpin.engine.merge.FieldDecision.InStep;
import dev.linchpin.engine.merge.FieldDecision.NeedsTimes;
import dev.linchpin.engine.merge.FieldDecision.Reason;
import dev.linchpin.engine.merge.FieldDecision.ToDatabase;
import dev.linchpin.engine.merge.FieldDecision.ToHubSpot;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Value;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The three-way merge of one field. Pure: the same arguments give the same decision, whoever asks and when. Thread-safe.
 *
 * @param skew how near in time two edits may be for {@code LATEST_WINS} to leave them undecided
 */
public record FieldMerge(Duration skew) {

    /**
     * @param base what the sides last agreed on; null when they never did, or no longer validly
     * @param times null on the first call; needed only where {@link NeedsTimes} was the answer
     */
    public FieldDecision decide(
            Field field, @Nullable BasePair base, Value local, Value hubspot, @Nullable EditTimes times) {
        var localChanged = base != null && !local.equals(base.local());
        var hubspotChanged = base != null && !hubspot.equals(base.hubspot());
        if (base != null && !localChanged && !hubspotChanged) {
            return new InStep();
        }
        if (field.type().same(local, hubspot) && !(localChanged && hubspotChanged && addsUp(field))) {
            return new Agreed(new BasePair(local, hubspot));
        }
        if (base == null) {
            return first(field, local, hubspot, times);
        }
        return switch (field.direction()) {
            case TO_HUBSPOT ->
                hubspotChanged
                        ? locally(local, hubspot, Reason.DIRECTION)
                        : new ToHubSpot(local, Reason.DATABASE_CHANGED);
            case FROM_HUBSPOT -> new ToDatabase(hubspot, localChanged ? Reason.DIRECTION : Reason.HUBSPOT_CHANGED);
            case BOTH -> {
                if (localChanged && hubspotChanged) {
                    yield byPolicy(field, base, local, hubspot, times);
                }
                yield localChanged ? localAlone(field, local, hubspot) : hubspotAlone(field, local, hubspot);
            }
        };
    }

    /** Two equal changes are one to every policy but the one that counts both. */
    private static boolean addsUp(Field field) {
        return field.policy() == Policy.SUM && field.direction() == Direction.BOTH;
    }

    private static FieldDecision localAlone(Field field, Value local, Value hubspot) {
        return Policies.goesBack(field, hubspot, local)
                ? new ToDatabase(hubspot, Reason.BACKWARD)
                : new ToHubSpot(local, Reason.DATABASE_CHANGED);
    }

    private static FieldDecision hubspotAlone(Field field, Value local, Value hubspot) {
        return Policies.goesBack(field, local, hubspot)
                ? locally(local, hubspot, Reason.BACKWARD)
                : new ToDatabase(hubspot, Reason.HUBSPOT_CHANGED);
    }

    /** The sides were never in step: a blank is filled, where the direction allows; it never blanks the other side. */
    private FieldDecision first(Field field, Value local, Value hubspot, @Nullable EditTimes times) {
        var mayReachHubSpot = field.direction() != Direction.FROM_HUBSPOT;
        var mayReachDatabase = field.direction() != Direction.TO_HUBSPOT;
        if (hubspot.isBlank()) {
            return mayReachHubSpot
                    ? new ToHubSpot(local, Reason.BLANK_FILLED)
                    : new Agreed(new BasePair(local, hubspot));
        }
        if (local.isBlank()) {
            return mayReachDatabase
                    ? new ToDatabase(hubspot, Reason.BLANK_FILLED)
                    : new Agreed(new BasePair(local, hubspot));
        }
        return switch (field.direction()) {
            case TO_HUBSPOT -> locally(local, hubspot, Reason.DIRECTION);
            case FROM_HUBSPOT -> new ToDatabase(hubspot, Reason.DIRECTION);
            case BOTH -> byPolicy(field, null, local, hubspot, times);
        };
    }

    /** As {@link #decide}, of a field that counts as changed on both sides because one that it belongs with was. */
    public FieldDecision bothChanged(Field field, Value local, Value hubspot, @Nullable EditTimes times) {
        return byPolicy(field, null, local, hubspot, times);
    }

    private FieldDecision byPolicy(
            Field field, @Nullable BasePair base, Value local, Value hubspot, @Nullable EditTimes times) {
        return switch (Policies.rule(field, base, local, hubspot, times, skew)) {
            case Ruling.Holds(var value)
            when value.equals(hubspot) ->
                value.equals(local) ? new Agreed(new BasePair(local, hubspot)) : new ToDatabase(hubspot, Reason.POLICY);
            case Ruling.Holds(var value) -> locally(value, hubspot, Reason.POLICY);
            case Ruling.Undecided() ->
                field.type().same(local, hubspot)
                        ? new Agreed(new BasePair(local, hubspot))
                        : new Contested(local, hubspot);
            case Ruling.NeedsTimes() -> new NeedsTimes();
        };
    }

    private static DecidedLocally locally(Value result, Value hubspot, Reason reason) {
        return new DecidedLocally(result, hubspot, new BasePair(hubspot, hubspot), reason);
    }

    /**
     * What becomes of an edit that a write of ours replaced in HubSpot before anyone had seen it.
     *
     * @param local what the row holds now
     * @param times null on the first call; needed only where {@link NeedsTimes} was the answer
     * @return {@link ToDatabase} with what should have prevailed, or comes of both (it then flows back to HubSpot as the row's
     *     change), {@link InStep} when the write was right to replace the edit, {@link Contested} to ask a person
     */
    public FieldDecision afterOverwriting(
            Field field, Replacement replacement, Value local, @Nullable EditTimes times) {
        var edit = replacement.edit();
        var isSame = field.type().same(replacement.sent(), edit) || field.type().same(local, edit);
        if (field.direction() == Direction.TO_HUBSPOT || (isSame && !addsUp(field))) {
            return new InStep();
        }
        var seen = new BasePair(replacement.seen(), replacement.seen());
        return switch (Policies.rule(field, seen, local, edit, times, skew)) {
            case Ruling.Holds(var value) when value.equals(local) -> new InStep();
            case Ruling.Holds(var value) -> new ToDatabase(value, Reason.POLICY);
            case Ruling.Undecided() -> isSame ? new InStep() : new Contested(local, edit);
            case Ruling.NeedsTimes() -> new NeedsTimes();
        };
    }
}
