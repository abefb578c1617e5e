package dev.linchpin.database.schema;

import dev.linchpin.database.links.Bases;
import dev.linchpin.database.queue.Queue;
import dev.linchpin.database.sql.Columns;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.KnownField;
import dev.linchpin.engine.store.KnownFields;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which fields have been mapped so far. */
public final class MappedFields implements KnownFields {
    private static final String SELECT =
            "select object_type, field, property, column_name, frozen, since, defined_at from $mapped_field";

    private final Session session;
    private final Queue queue;

    public MappedFields(Session session, Queue queue) {
        this.session = session;
        this.queue = queue;
    }

    @Override
    public List<KnownField> of(ObjectType type) {
        return of(session, type);
    }

    /** For those who only look. */
    public static List<KnownField> of(Session session, ObjectType type) {
        return session.query(SELECT + " where object_type = ? order by field", MappedFields::read, type.name());
    }

    /** Of all types, those that are frozen. */
    public static List<KnownField> frozen(Session session) {
        return session.query(SELECT + " where frozen is not null order by object_type, field", MappedFields::read);
    }

    private static KnownField read(Columns row) throws SQLException {
        return new KnownField(
                new ObjectType(row.text(1)),
                row.text(2),
                row.text(3),
                row.text(4),
                row.textOrNull(5),
                row.timeOrNull(6),
                row.timeOrNull(7));
    }

    @Override
    public void replace(ObjectType type, Collection<KnownField> fields) {
        session.update("delete from $mapped_field where object_type = ?", type.name());
        session.updateEach(
                """
                insert into $mapped_field (object_type, field, property, column_name, frozen, since, defined_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """,
                fields.stream()
                        .map(field -> new @Nullable Object[] {
                            type.name(),
                            field.name(),
                            field.property(),
                            field.column(),
                            field.frozen(),
                            field.since(),
                            field.definedAt()
                        })
                        .toList());
    }

    @Override
    public void forgetBase(ObjectType type, String field) {
        new Bases(session).forget(type, field);
    }

    @Override
    public void markBlank(ObjectType type, String field, Cause cause) {
        new Bases(session).eachBlankInHubSpot(type, field, links -> queue.mark(links, cause));
    }

    @Override
    public boolean areBack(ObjectMapping mapping) {
        if (mapping.columnless().isEmpty()) {
            return false;
        }
        var columns = session.ask(connection -> session.dialect().describe(connection, mapping.table()));
        return mapping.columnless().values().stream().anyMatch(field -> columns.containsKey(field.column()));
    }

    @Override
    public void revive(ObjectType type, String field) {
        var links = session.query("""
                select d.link_id from $dead_letter d join $link l on l.id = d.link_id
                where l.object_type = ? and d.field = ? and not d.discarded
                """, row -> row.number(1), type.name(), field);
        if (!links.isEmpty()) {
            session.update("delete from $dead_letter where field = ? and link_id $in and not discarded", field, links);
            queue.mark(links, Cause.RETRY);
        }
    }
}
