package dev.linchpin.engine.transform;

import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.Transform;
import java.util.Locale;

/** Makes alike what differs in surrounding blanks or capitals only, both ways. */
public enum Fold implements Transform {
    TRIM {
        @Override
        public String read(String stored) {
            return stored.strip();
        }

        // The other types are read without surrounding blanks anyway.
        @Override
        public boolean isLossless(FieldType type) {
            return switch (type) {
                case EMAIL, DOMAIN, NUMBER, BOOLEAN, DATE, DATETIME, OPTION_SET -> true;
                case TEXT, ENUMERATION -> false;
            };
        }
    },
    LOWER {
        @Override
        public String read(String stored) {
            return stored.toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean isLossless(FieldType type) {
            return switch (type) {
                case EMAIL, DOMAIN, BOOLEAN -> true;
                case TEXT, NUMBER, DATE, DATETIME, ENUMERATION, OPTION_SET -> false;
            };
        }
    };

    @Override
    public String write(String value) {
        return read(value);
    }

    @Override
    public boolean onlyFolds() {
        return true;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
