package dev.linchpin.server.config;

/**
 * One thing that is wrong with the configuration.
 *
 * @param where where to mend it: {@code linchpin.yaml:7}, a variable's name, an option
 * @param message what is wrong and what would be right, in one line, without secret values
 */
public record Problem(String where, String message) {
    @Override
    public String toString() {
        return where + ": " + message;
    }
}
