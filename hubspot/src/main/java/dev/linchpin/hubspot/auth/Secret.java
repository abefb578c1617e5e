package dev.linchpin.hubspot.auth;

/**
 * A text that must not be shown: a token or a client secret. It compares by value and prints as {@code Secret[hidden]}.
 */
public record Secret(String value) {
    /** @throws IllegalArgumentException when blank */
    public Secret {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A credential is blank");
        }
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
