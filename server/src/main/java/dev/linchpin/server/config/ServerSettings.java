package dev.linchpin.server.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server.
 *
 * @param port 0 takes any free one
 * @param adminKey null when Linchpin makes one itself
 * @param corsOrigins of pages that may call the API from browsers, as browsers write them
 */
public record ServerSettings(
        String host, int port, @Nullable Secret adminKey, List<String> corsOrigins) {
    public ServerSettings {
        corsOrigins = List.copyOf(corsOrigins);
    }
}
