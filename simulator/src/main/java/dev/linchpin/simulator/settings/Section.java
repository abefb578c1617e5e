package dev.linchpin.simulator.settings;

/**
 * Settings that belong to one feature, under a name of their own beside the general ones. The type is a record of plain
 * values whose constructor refuses what makes no sense.
 *
 * @param name key in the settings' JSON
 * @param standard what is in force from the start: where HubSpot's behaviour is not known, what seems likelier
 */
public record Section<T extends Record>(String name, Class<T> type, T standard) {

    /** A section that starts with these values. */
    public static <T extends Record> Section<T> of(String name, Class<T> type, T standard) {
        return new Section<>(name, type, standard);
    }
}
