package dev.linchpin.simulator.crm;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a property's value comes from: what somebody wrote, or something HubSpot knows or computes. */
public enum Derivation {
    /** What was written. */
    STORED("") {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue) {
            throw new IllegalStateException("Written values are not derived");
        }
    },
    /** The record's id. */
    ID("id") {
        @Override
        String derive(StoredRecord record, Catalogue catalogue) {
            return Long.toString(record.id());
        }
    },
    /** When it was created. */
    CREATED("created") {
        @Override
        String derive(StoredRecord record, Catalogue catalogue) {
            return Timestamps.iso(record.createdAt());
        }
    },
    /** When it changed last. */
    MODIFIED("modified") {
        @Override
        String derive(StoredRecord record, Catalogue catalogue) {
            return Timestamps.iso(record.updatedAt());
        }
    },
    /** What kind of writer created it. */
    SOURCE("source") {
        @Override
        String derive(StoredRecord record, Catalogue catalogue) {
            return record.createdBy().type();
        }
    },
    /** Which writer created it. */
    SOURCE_ID("source-id") {
        @Override
        String derive(StoredRecord record, Catalogue catalogue) {
            return record.createdBy().id();
        }
    },
    /** What kind of writer created it, for people. */
    SOURCE_LABEL("source-label") {
        @Override
        String derive(StoredRecord record, Catalogue catalogue) {
            return record.createdBy().type();
        }
    },
    /** Which person created it. */
    CREATED_BY("created-by") {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue) {
            return person(record.createdBy());
        }
    },
    /** Which person changed it last. */
    UPDATED_BY("updated-by") {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue) {
            return person(record.updatedBy());
        }
    },
    /** What follows the at sign. */
    EMAIL_DOMAIN("email-domain", "email") {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue) {
            String email = catalogue.value(record, "email");
            return email == null ? null : email.substring(email.indexOf('@') + 1);
        }
    },
    /** The full name, or the address for want of one. */
    FULL_NAME_OR_EMAIL("full-name-or-email", "firstname", "lastname", "email") {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue) {
            String first = catalogue.value(record, "firstname");
            String last = catalogue.value(record, "lastname");
            if (first == null && last == null) {
                return catalogue.value(record, "email");
            }
            return first == null ? last : last == null ? first : first + " " + last;
        }
    },
    /** The beginning of an activity's body as text; how much of it is UNCONFIRMED. */
    BODY_PREVIEW("body-preview", Body.PROPERTIES) {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue) {
            String text = bodyText(record, catalogue);
            return text == null || text.length() <= Body.PREVIEW_LENGTH ? text : text.substring(0, Body.PREVIEW_LENGTH);
        }
    },
    /** The same as a page of its own (recorded answers). */
    BODY_PREVIEW_HTML("body-preview-html", Body.PROPERTIES) {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue) {
            String preview = BODY_PREVIEW.derive(record, catalogue);
            return preview == null
                    ? null
                    : "<html>\n <head></head>\n <body>\n  "
                            + preview.replace("&", "&amp;").replace("<", "&lt;") + "\n </body>\n</html>";
        }
    },
    /** Whether there is more. */
    BODY_PREVIEW_TRUNCATED("body-preview-truncated", Body.PROPERTIES) {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue) {
            String text = bodyText(record, catalogue);
            return text == null ? null : Boolean.toString(text.length() > Body.PREVIEW_LENGTH);
        }
    },
    /** The phone number without punctuation. */
    PHONE_DIGITS("phone-digits", "phone") {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue) {
            String phone = catalogue.value(record, "phone");
            if (phone == null) {
                return null;
            }
            String digits = phone.replaceAll("[^0-9+]", "");
            return digits.isEmpty() ? null : digits.toLowerCase(Locale.ROOT);
        }
    };

    private final String word;
    private final String inputs;

    Derivation(String word, String... inputs) {
        this.word = word;
        this.inputs = String.join(",", inputs);
    }

    abstract @Nullable String derive(StoredRecord record, Catalogue catalogue);

    /** Names of the properties it is computed from; empty for what HubSpot simply knows. */
    public List<String> inputs() {
        return inputs.isEmpty() ? List.of() : List.of(inputs.split(",", -1));
    }

    static Derivation named(String word) {
        return Stream.of(values())
                .filter(derivation -> derivation.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No derivation is called " + word));
    }

    private static @Nullable String bodyText(StoredRecord record, Catalogue catalogue) {
        for (String name : Body.PROPERTIES) {
            String body = catalogue.value(record, name);
            if (body != null) {
                return RichText.text(body);
            }
        }
        return null;
    }

    private static @Nullable String person(Source source) {
        return source.userId() == null ? null : source.userId().toString();
    }

    /** Where activities have their bodies. */
    private static final class Body {

        private static final int PREVIEW_LENGTH = 255;

        private static final String[] PROPERTIES = {
            "hs_note_body",
            "hs_call_body",
            "hs_meeting_body",
            "hs_task_body",
            "hs_email_html",
            "hs_email_text",
            "hs_communication_body",
            "hs_postal_mail_body"
        };
    }
}
