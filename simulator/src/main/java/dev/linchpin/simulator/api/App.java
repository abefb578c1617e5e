package dev.linchpin.simulator.api;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param scopes what it may do; null for everything
 * @param userId who installed it
 */
public record App(long appId, long userId, @Nullable Set<String> scopes) {

    /** Whether it has any one of these scopes. */
    public boolean mayAny(Set<String> alternatives) {
        return scopes == null || alternatives.stream().anyMatch(scopes::contains);
    }
}
