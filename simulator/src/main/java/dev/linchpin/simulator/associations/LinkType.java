package dev.linchpin.simulator.associations;

import dev.linchpin.simulator.crm.AssociationType;
import dev.linchpin.simulator.crm.types.ObjectType;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A kind of link, seen from one of its ends. Every kind has an inverse, which is itself where both ends are alike. All but
 * the label is immutable; the label changes under the account's lock.
 *
 * <p>Source: HubSpot docs, "Associate records" (developers.hubspot.com/docs/api-reference/latest/crm/associations/associate-records/guide).
 */
public final class LinkType {

    /** What a link of this kind says. */
    enum Role {
        /** That the records are linked at all. */
        PLAIN,
        /** That the other record is the one main one. */
        PRIMARY,
        /** That this record is the other's one main one. */
        PRIMARY_OF,
        /** Whatever its label says. */
        LABEL
    }

    static final String HUBSPOT_DEFINED = "HUBSPOT_DEFINED";
    static final String USER_DEFINED = "USER_DEFINED";

    /** The order in which kinds are listed. */
    static final Comparator<LinkType> ORDER =
            Comparator.comparing(LinkType::category).thenComparingInt(LinkType::typeId);

    private final String category;
    private final int typeId;
    private final ObjectType from;
    private final ObjectType to;
    private final Role role;
    private final String name;
    private volatile @Nullable String label;
    private LinkType inverse;

    private LinkType(
            String category,
            int typeId,
            ObjectType from,
            ObjectType to,
            Role role,
            String name,
            @Nullable String label) {
        this.category = category;
        this.typeId = typeId;
        this.from = from;
        this.to = to;
        this.role = role;
        this.name = name;
        this.label = label;
        this.inverse = this;
    }

    /** One end of a pair of kinds to be. */
    record End(
            int typeId,
            ObjectType type,
            Role role,
            String name,
            @Nullable String label) {}

    /** Both directions of a kind, or the one that stands for both when the ends have the same id. */
    static LinkType pair(String category, End forth, End back) {
        var there = new LinkType(
                category, forth.typeId(), forth.type(), back.type(), forth.role(), forth.name(), forth.label());
        if (forth.typeId() != back.typeId()) {
            there.inverse = new LinkType(
                    category, back.typeId(), back.type(), forth.type(), back.role(), back.name(), back.label());
            there.inverse.inverse = there;
        }
        return there;
    }

    String category() {
        return category;
    }

    int typeId() {
        return typeId;
    }

    ObjectType from() {
        return from;
    }

    ObjectType to() {
        return to;
    }

    Role role() {
        return role;
    }

    /** The name in the older API, such as {@code contact_to_company}. */
    String name() {
        return name;
    }

    @Nullable String label() {
        return label;
    }

    void rename(String newLabel) {
        label = newLabel;
    }

    LinkType inverse() {
        return inverse;
    }

    boolean isPlain() {
        return role == Role.PLAIN;
    }

    boolean isPrimary() {
        return role == Role.PRIMARY || role == Role.PRIMARY_OF;
    }

    boolean leads(ObjectType fromType, ObjectType toType) {
        return from.typeId().equals(fromType.typeId()) && to.typeId().equals(toType.typeId());
    }

    AssociationType toChange() {
        return new AssociationType(category, typeId, label);
    }

    @Override
    public String toString() {
        return category + "=" + typeId;
    }
}
