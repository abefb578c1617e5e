package dev.linchpin.server.config;

/** How much is logged, and in which form. */
public record LogSettings(Level level, Format format) {
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    public enum Format {
        /** Short lines for people. */
        TEXT,
        /** One JSON object a line. */
        JSON
    }
}
