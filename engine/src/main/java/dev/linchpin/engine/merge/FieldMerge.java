package dev.linchpin.engine.merge;

import dev.linchpin.engine.merge.FieldDecision.Agreed;
import dev.linchpin.engine.merge.FieldDecision.Contested;
import dev.linchpin.engine.merge.FieldDecision.DecidedForDatabase;
import dev.linchpin.engine.merge.FieldDecision.InStep;
import dev.linchpin.engine.merge.FieldDecision.NeedsTimes;
import dev.linchpin.engine.merge.FieldDecision.Reason;
import dev.linchpin.engine.merge.FieldDecision.ToDatabase;
import dev.linchpin.engine.merge.FieldDecision.ToHubSpot;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.Value;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The three-way merge of one field. Pure: the same arguments give the same decision, whoever asks and when.
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
        if (base != null && local.equals(base.local()) && hubspot.equals(base.hubspot())) {
            return new InStep();
        }
        if (field.type().same(local, hubspot)) {
            return new Agreed(new BasePair(local, hubspot));
        }
        return base == null ? first(field, local, hubspot, times) : again(field, base, local, hubspot, times);
    }

    private FieldDecision again(Field field, BasePair base, Value local, Value hubspot, @Nullable EditTimes times) {
        var localChanged = !local.equals(base.local());
        var hubspotChanged = !hubspot.equals(base.hubspot());
        return switch (field.direction()) {
            case TO_HUBSPOT ->
                hubspotChanged ? forDatabase(hubspot, Reason.DIRECTION) : new ToHubSpot(local, Reason.DATABASE_CHANGED);
            case FROM_HUBSPOT -> new ToDatabase(hubspot, localChanged ? Reason.DIRECTION : Reason.HUBSPOT_CHANGED);
            case BOTH -> {
                if (localChanged && hubspotChanged) {
                    yield byPolicy(field, local, hubspot, times);
                }
                yield localChanged
                        ? new ToHubSpot(local, Reason.DATABASE_CHANGED)
                        : new ToDatabase(hubspot, Reason.HUBSPOT_CHANGED);
            }
        };
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
            case TO_HUBSPOT -> forDatabase(hubspot, Reason.DIRECTION);
            case FROM_HUBSPOT -> new ToDatabase(hubspot, Reason.DIRECTION);
            case BOTH -> byPolicy(field, local, hubspot, times);
        };
    }

    /** As {@link #decide}, of a field that counts as changed on both sides because one that it belongs with was. */
    public FieldDecision bothChanged(Field field, Value local, Value hubspot, @Nullable EditTimes times) {
        return byPolicy(field, local, hubspot, times);
    }

    private FieldDecision byPolicy(Field field, Value local, Value hubspot, @Nullable EditTimes times) {
        return switch (field.policy()) {
            case MANUAL -> new Contested(local, hubspot);
            case HUBSPOT_WINS -> new ToDatabase(hubspot, Reason.POLICY);
            case DATABASE_WINS -> forDatabase(hubspot, Reason.POLICY);
            case LATEST_WINS -> {
                if (times == null) {
                    yield new NeedsTimes();
                }
                yield switch (times.later(skew)) {
                    case LOCAL -> forDatabase(hubspot, Reason.POLICY);
                    case HUBSPOT -> new ToDatabase(hubspot, Reason.POLICY);
                    case UNDECIDED -> new Contested(local, hubspot);
                };
            }
        };
    }

    /**
     * What becomes of an edit that a write of ours replaced in HubSpot before anyone had seen it.
     *
     * @param sent the database's value that replaced it
     * @param overwritten the value that was replaced
     * @return {@link ToDatabase} with the overwritten value when it should have prevailed (it then flows back to HubSpot as
     *     the row's change), {@link InStep} when the write was right to replace it, {@link Contested} to ask a person
     */
    public FieldDecision afterOverwriting(Field field, Value sent, Value overwritten, EditTimes times) {
        if (field.type().same(sent, overwritten) || field.direction() == Direction.TO_HUBSPOT) {
            return new InStep();
        }
        return switch (field.policy()) {
            case MANUAL -> new Contested(sent, overwritten);
            case HUBSPOT_WINS -> new ToDatabase(overwritten, Reason.POLICY);
            case DATABASE_WINS -> new InStep();
            case LATEST_WINS ->
                switch (times.later(skew)) {
                    case LOCAL -> new InStep();
                    case HUBSPOT -> new ToDatabase(overwritten, Reason.POLICY);
                    case UNDECIDED -> new Contested(sent, overwritten);
                };
        };
    }

    private static DecidedForDatabase forDatabase(Value hubspot, Reason reason) {
        return new DecidedForDatabase(hubspot, new BasePair(hubspot, hubspot), reason);
    }
}
