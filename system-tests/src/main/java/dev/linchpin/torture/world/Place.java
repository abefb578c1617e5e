package dev.linchpin.torture.world;

import dev.linchpin.engine.model.ObjectType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The company's database in one history: the engine's connections to it, and everybody else's statements. */
public interface Place extends AutoCloseable {
    /** Names the product, as a JDBC URL does. */
    String url();

    /** For the processes of Linchpin. */
    DataSource source();

    /** The name of a type's table, as a mapping gives it. */
    String table(ObjectType type);

    /** The name of one of Linchpin's own tables. */
    String own(String table);

    /** Another program's statement, in a transaction of its own; answers how many rows it changed. */
    int update(String sql);

    /** Somebody changes how a table looks. */
    void define(String sql);

    /** Somebody drops a column, and whatever keeps the database from dropping it. */
    void dropColumn(String table, String column);

    /** The rows of a query, each column as text by its name, in the query's order. */
    List<Map<String, @Nullable String>> query(String sql);

    /** Whether any row of one of Linchpin's own tables meets the condition. */
    default boolean holds(String own, String condition) {
        return !query("select 1 as one from " + own(own) + " where " + condition + " limit 1")
                .isEmpty();
    }

    /** Another program begins a transaction that lasts. */
    UserTransaction begin();

    @Override
    void close();

    /** A transaction of somebody else, whose changes are dated when they were made and seen when it is committed. */
    interface UserTransaction {
        void update(String sql);

        void commit();

        void rollBack();
    }

    /** Makes fresh databases, each with Linchpin's tables and triggers in it. Thread-safe. */
    interface Maker extends AutoCloseable {
        /**
         * @param extras what the history has: tables are made for it
         * @param clock the database's own, which its triggers show
         * @param changed is told of every statement that changed something
         */
        Place make(Set<Extra> extras, Clock clock, Consumer<String> changed);

        @Override
        default void close() {}
    }
}
