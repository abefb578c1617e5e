package dev.linchpin.server.config;

/** A text that must not be seen: it does not print, so it cannot slip into a log line or a message. */
public record Secret(String value) {
    /** @throws IllegalArgumentException when blank */
    public Secret {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A secret is blank");
        }
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
