package dev.linchpin.torture.world;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection that outlives its closing, keeps prepared statements for the next time, as a server's pool does, and tells of
 * every statement that changed something.
 */
final class KeptConnection {
    private static final Set<String> OFTEN = Set.of("begin", "begin immediate", "commit", "rollback");

    private final Connection connection;
    private final Consumer<String> changed;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final Set<String> inUse = new HashSet<>();

    KeptConnection(Connection connection, Consumer<String> changed) {
        this.connection = connection;
        this.changed = changed;
    }

    /** The connection as its users see it. */
    Connection lent() {
        return proxy(Connection.class, (self, method, arguments) -> switch (method.getName()) {
            case "close" -> {
                // As a pool does, for databases whose transactions begin by that.
                connection.setAutoCommit(true);
                yield null;
            }
            case "createStatement" -> plain(connection.createStatement());
            case "prepareStatement" ->
                method.getParameterCount() == 1 ? prepare((String) arguments[0]) : call(connection, method, arguments);
            default -> call(connection, method, arguments);
        });
    }

    /** Nothing that was prepared before outlives a change of a table. */
    void forget() {
        for (var kept : prepared.entrySet()) {
            if (!inUse.contains(kept.getKey())) {
                try {
                    kept.getValue().close();
                } catch (SQLException broken) {
                    throw new IllegalStateException(kept.getKey(), broken);
                }
            }
        }
        prepared.keySet().retainAll(inUse);
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        if (!inUse.add(sql)) {
            return connection.prepareStatement(sql);
        }
        var kept = prepared.get(sql);
        if (kept == null) {
            kept = connection.prepareStatement(sql);
            prepared.put(sql, kept);
        }
        var statement = kept;
        return proxy(PreparedStatement.class, (self, method, arguments) -> switch (method.getName()) {
            case "close" -> {
                inUse.remove(sql);
                yield null;
            }
            case "executeUpdate", "executeBatch" -> noticed(sql, call(statement, method, arguments));
            default -> call(statement, method, arguments);
        });
    }

    /** Begins and ends of transactions are kept prepared, too. */
    private Statement plain(Statement statement) {
        return proxy(Statement.class, (self, method, arguments) -> {
            if (method.getName().equals("execute") && method.getParameterCount() == 1) {
                var sql = (String) arguments[0];
                if (OFTEN.contains(sql)) {
                    try (var kept = prepare(sql)) {
                        return kept.execute();
                    }
                }
            }
            return call(statement, method, arguments);
        });
    }

    private @Nullable Object noticed(String sql, @Nullable Object result) {
        if (result instanceof Integer rows && rows > 0) {
            changed.accept(sql);
        } else if (result instanceof int[] each && sum(each) > 0) {
            changed.accept(sql);
        }
        return result;
    }

    private static int sum(int[] numbers) {
        var sum = 0;
        for (var number : numbers) {
            sum += Math.max(0, number);
        }
        return sum;
    }

    private static @Nullable Object call(Object target, Method method, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(KeptConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
