package dev.linchpin.simulator.api;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param scopes what it may do; null for everything
 * @param userId who installed it
 */
record App(long appId, long userId, @Nullable Set<String> scopes) {

    boolean mayAny(Set<String> alternatives) {
        return scopes == null || alternatives.stream().anyMatch(scopes::contains);
    }
}
