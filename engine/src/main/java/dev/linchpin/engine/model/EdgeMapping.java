package dev.linchpin.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * How associations that lead from one object type to another are held in SQL.
 *
 * @param name unique among the fields and edges of the type it leads from; what people and the API call it
 * @param to the type it leads to, which must be mapped too
 * @param kind the only kind of association it is about: {@link #PLAIN}, {@link #PRIMARY}, or the text of a label; null for all
 *     kinds that no other edge to the same type is about
 * @param policy when the two sides name different records where only one can be: {@code MANUAL} or one of the sides
 */
public record EdgeMapping(
        String name, ObjectType to, Holder holder, @Nullable String kind, Direction direction, Policy policy) {
    /** Associated, and nothing more is said: HubSpot has this kind beside every other. */
    public static final String PLAIN = "";

    /** HubSpot's primary company of a contact, deal or ticket. */
    public static final String PRIMARY = "primary";

    /** Where the row keys of the other end are. */
    public sealed interface Holder {
        /** A foreign key: a column of the mapped table, so at most one record at a time. */
        record Column(String column) implements Holder {}

        /**
         * A table of pairs.
         *
         * @param fromColumn the row key of the type that the edge leads from
         * @param toColumn the row key of the type that it leads to
         * @param labelColumn the kind of association, empty for {@link #PLAIN}; null where there is but one
         * @param managed whether Linchpin makes the table
         */
        record Table(
                String table,
                String fromColumn,
                String toColumn,
                @Nullable String labelColumn,
                boolean managed) implements Holder {}
    }

    /** @throws IllegalArgumentException when it cannot work */
    public EdgeMapping {
        var kinds = holder instanceof Holder.Table(var _, var _, var _, var label, var _) && label != null;
        if (kinds != (kind == null)) {
            throw new IllegalArgumentException(
                    kinds
                            ? "The edge '" + name + "' names both a kind and a column for kinds; keep one of the two"
                            : "The edge '" + name + "' names no kind of association; name one, or a label column");
        }
        switch (policy) {
            case MANUAL, HUBSPOT_WINS, DATABASE_WINS -> {}
            // HubSpot keeps no times of associations, and there is nothing to add up.
            default ->
                throw new IllegalArgumentException("The edge '" + name + "' cannot have the policy " + policy
                        + "; it can be MANUAL, HUBSPOT_WINS or DATABASE_WINS");
        }
    }

    public boolean isColumn() {
        return holder instanceof Holder.Column;
    }
}
