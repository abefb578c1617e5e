package dev.linchpin.server.failures;

import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Inspection.DeadLetterView;
import dev.linchpin.engine.store.Inspection.Refusals;
import dev.linchpin.engine.store.Side;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What dead letters have in common: a side refuses a field for the same reason, whatever the value.
 *
 * @param field empty when the refusal could not be laid at one field's door
 * @param message the refusing side's words without values
 */
record RefusalCause(ObjectType type, String field, Side side, String message) {
    private static final String SEPARATOR = "~";
    private static final Pattern ID = Pattern.compile("([^~]+)~([^~]*)~(hubspot|database)~[0-9a-f]{16}");

    static RefusalCause of(DeadLetterView view) {
        var letter = view.letter();
        var said = Refusals.withoutValue(letter.message(), letter.refused());
        return new RefusalCause(view.type(), letter.field(), letter.side(), Wording.withoutValues(said));
    }

    static RefusalCause of(Refusals refusals) {
        return new RefusalCause(
                refusals.type(), refusals.field(), refusals.side(), Wording.withoutValues(refusals.message()));
    }

    /** The same for the same cause whenever it is asked for, and nothing to read values from. */
    String id() {
        return String.join(SEPARATOR, type.name(), field, side.name().toLowerCase(Locale.ROOT), digest(message));
    }

    /** Where in the list of dead letters to look for those of an id; empty when no cause has such an id. */
    static Optional<RefusalCause> place(String id) {
        var parts = ID.matcher(id);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RefusalCause(
                    new ObjectType(parts.group(1)),
                    parts.group(2),
                    Side.valueOf(parts.group(3).toUpperCase(Locale.ROOT)),
                    ""));
        } catch (IllegalArgumentException noType) {
            return Optional.empty();
        }
    }

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
