package dev.linchpin.simulator.settings;

import java.time.Duration;

final class Checks {

    private Checks() {}

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    static void share(double value, String name) {
        require(value >= 0 && value <= 1, name + " is a share and must be between 0 and 1, but is " + value);
    }

    static void notNegative(Duration value, String name) {
        require(!value.isNegative(), name + " must not be negative, but is " + value);
    }
}
