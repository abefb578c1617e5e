package dev.linchpin.simulator.crm;

import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.definitions.PropertyOption;
import dev.linchpin.simulator.crm.records.RecordBuilder;
import dev.linchpin.simulator.crm.records.Source;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.values.MultiValue;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How two records become one: the primary's values win, its gaps are filled from the other, the other's email becomes a
 * secondary one, the earlier creation and the later lifecycle stage stay. Pure.
 *
 * <p>Source: HubSpot knowledge base, "Merge records"; for the histories see {@code Behaviour.mergeJoinsHistories}.
 */
final class Merging {

    /** The merged record and how many values came from the other one. */
    record Result(StoredRecord survivor, int moved) {}

    private final Catalogue catalogue;
    private final boolean joinsHistories;

    Merging(Catalogue catalogue, boolean joinsHistories) {
        this.catalogue = catalogue;
        this.joinsHistories = joinsHistories;
    }

    Result merge(StoredRecord primary, StoredRecord other, long survivorId, Source actor, long at, long revision) {
        Source source = Source.mergeBy(actor);
        int[] theirs = other.filledSlots();
        RecordBuilder builder = RecordBuilder.from(primary, theirs.length + 2);
        StoredRecord older = other.createdAt() < primary.createdAt() ? other : primary;
        builder.as(survivorId, older.createdAt(), older.createdBy());
        int moved = 0;
        for (int slot : theirs) {
            if (joinsHistories) {
                builder.joined(slot, other.history(slot), at, source);
            }
            String value = other.value(slot);
            if (value != null && primary.value(slot) == null) {
                builder.changed(slot, value, at, source);
                moved++;
            }
        }
        moved += mergeEmails(builder, primary, other, source, at);
        moved += mergeDomains(builder, primary, other, source, at);
        moved += mergeStage(builder, primary, other, source, at);
        Property vids = catalogue.find("hs_calculated_merged_vids");
        if (vids != null) {
            builder.changed(vids.slot(), mergedVids(vids, primary, other, survivorId, at), at, source);
        }
        builder.changed(
                catalogue.require("hs_merged_object_ids").slot(), mergedIds(primary, other, survivorId), at, source);
        return new Result(builder.touched(at, actor).build(revision), moved);
    }

    private int mergeEmails(RecordBuilder builder, StoredRecord primary, StoredRecord other, Source source, long at) {
        return catalogue.type().hasEmailIdentity()
                ? mergeFurther("email", "hs_additional_emails", builder, primary, other, source, at)
                : 0;
    }

    private int mergeDomains(RecordBuilder builder, StoredRecord primary, StoredRecord other, Source source, long at) {
        return catalogue.type().hasDomain()
                ? mergeFurther("domain", "hs_additional_domains", builder, primary, other, source, at)
                : 0;
    }

    /** What there can be only one of goes to the list of further ones. */
    private int mergeFurther(
            String one,
            String further,
            RecordBuilder builder,
            StoredRecord primary,
            StoredRecord other,
            Source source,
            long at) {
        Property single = catalogue.require(one);
        Property additional = catalogue.require(further);
        Set<String> secondary = new LinkedHashSet<>(MultiValue.parts(primary.value(additional.slot())));
        secondary.addAll(MultiValue.parts(other.value(single.slot())));
        secondary.addAll(MultiValue.parts(other.value(additional.slot())));
        secondary.removeAll(MultiValue.parts(builder.value(single.slot())));
        String joined = String.join(";", secondary);
        String before = builder.value(additional.slot());
        if (joined.equals(before == null ? "" : before)) {
            return 0;
        }
        builder.changed(additional.slot(), joined, at, source);
        return 1;
    }

    private int mergeStage(RecordBuilder builder, StoredRecord primary, StoredRecord other, Source source, long at) {
        Property stage = catalogue.find("lifecyclestage");
        if (stage == null) {
            return 0;
        }
        String theirs = other.value(stage.slot());
        if (theirs == null || rank(stage, theirs) <= rank(stage, primary.value(stage.slot()))) {
            return 0;
        }
        if (primary.value(stage.slot()) == null) {
            return 0;
        }
        builder.changed(stage.slot(), theirs, at, source);
        return 1;
    }

    private static int rank(Property stage, @Nullable String value) {
        for (PropertyOption option : stage.options()) {
            if (option.value().equals(value)) {
                return option.displayOrder();
            }
        }
        return -1;
    }

    /**
     * Ids with the time of the merge, of what was merged into the primary itself: earlier merges of the other record are missing,
     * as they are in HubSpot (fivetran/dbt_hubspot#168).
     */
    private static String mergedVids(
            Property vids, StoredRecord primary, StoredRecord other, long survivorId, long at) {
        Set<String> entries = new LinkedHashSet<>(MultiValue.parts(primary.value(vids.slot())));
        if (primary.id() != survivorId) {
            entries.add(primary.id() + ":" + at);
        }
        entries.add(other.id() + ":" + at);
        return String.join(";", entries);
    }

    private String mergedIds(StoredRecord primary, StoredRecord other, long survivorId) {
        int slot = catalogue.require("hs_merged_object_ids").slot();
        Set<String> ids = new LinkedHashSet<>(MultiValue.parts(primary.value(slot)));
        ids.addAll(MultiValue.parts(other.value(slot)));
        if (primary.id() != survivorId) {
            ids.add(Long.toString(primary.id()));
        }
        ids.add(Long.toString(other.id()));
        return String.join(";", ids);
    }
}
