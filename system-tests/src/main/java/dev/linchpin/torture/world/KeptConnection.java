package dev.linchpin.torture.world;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection that outlives its closing, keeps prepared statements for the next time, as a server's pool does, and tells of
 * every statement that changed something.
 */
final class KeptConnection {
    private final Connection connection;
    private final Runnable changed;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final Set<String> inUse = new HashSet<>();

    KeptConnection(Connection connection, Runnable changed) {
        this.connection = connection;
        this.changed = changed;
    }

    /** The connection as its users see it. */
    Connection lent() {
        return proxy(Connection.class, (self, method, arguments) -> switch (method.getName()) {
            case "close" -> null;
            case "prepareStatement" ->
                method.getParameterCount() == 1 ? prepare((String) arguments[0]) : call(connection, method, arguments);
            default -> call(connection, method, arguments);
        });
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
            case "executeUpdate", "executeBatch" -> noticed(call(statement, method, arguments));
            default -> call(statement, method, arguments);
        });
    }

    private @Nullable Object noticed(@Nullable Object result) {
        if (result instanceof Integer rows && rows > 0) {
            changed.run();
        } else if (result instanceof int[] each && sum(each) > 0) {
            changed.run();
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
