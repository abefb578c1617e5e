package dev.linchpin.engine.model;

/**
 * What a row holds as a field's value, and back. Pure; texts are never null, and empty where there is nothing.
 *
 * <p>Law: what is written reads back as it was, for all values of a type for which nothing {@linkplain #isLossless is lost}.
 * What cannot be read or written is refused, never made into something else.
 */
public interface Transform {
    /** The value is held as it is. */
    Transform NONE = new Transform() {
        @Override
        public String read(String stored) {
            return stored;
        }

        @Override
        public String write(String value) {
            return value;
        }

        @Override
        public boolean isLossless(FieldType type) {
            return true;
        }

        @Override
        public boolean onlyFolds() {
            return true;
        }

        @Override
        public String toString() {
            return "";
        }
    };

    /**
     * @param stored what the row holds
     * @throws IllegalArgumentException when it holds no such thing; tells what is expected, without repeating the value
     */
    String read(String stored);

    /**
     * @param value in canonical form
     * @throws IllegalArgumentException when the value cannot be held so; tells why, without repeating it
     */
    String write(String value);

    /**
     * Whether, for values of this type, nothing gets lost either way: each one reads back as it was written, and what a row
     * holds stays the same, as far as HubSpot tells it apart, when it is written as it was read.
     */
    boolean isLossless(FieldType type);

    /** Whether it changes no more than capitals and surrounding blanks. */
    default boolean onlyFolds() {
        return false;
    }

    /** As people write it; the same text means the same transform. */
    @Override
    String toString();
}
