package dev.linchpin.server.config;

import org.jspecify.annotations.Nullable;

/**
 * The HTTP server.
 *
 * @param port 0 takes any free one
 * @param adminKey null when Linchpin makes one itself
 */
public record ServerSettings(
        String host, int port, @Nullable Secret adminKey) {}
