package dev.linchpin.server.config;

import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Associations from one object type to another, as somebody wants them held in SQL: by a column or by a table.
 *
 * @param column the foreign key in the mapped table; null when a table holds them
 * @param table the table of pairs; null when a column holds them
 * @param existing the table is somebody's own: it is not made
 * @param fromColumn null for the usual name, as {@code toColumn} and {@code labelColumn}
 * @param label the only kind of association that is meant; null when nobody said
 * @param where for complaints that only HubSpot's labels can give rise to
 */
public record AssociationSettings(
        String name,
        ObjectType to,
        @Nullable String column,
        @Nullable String table,
        boolean existing,
        @Nullable String fromColumn,
        @Nullable String toColumn,
        @Nullable String labelColumn,
        @Nullable String label,
        Direction direction,
        Policy policy,
        String where) {}
