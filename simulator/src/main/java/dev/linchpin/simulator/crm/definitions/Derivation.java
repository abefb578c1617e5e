package dev.linchpin.simulator.crm.definitions;

import dev.linchpin.simulator.crm.pipelines.Stage;
import dev.linchpin.simulator.crm.records.Source;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.values.RichText;
import dev.linchpin.simulator.exchange.Timestamps;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a property's value comes from: what somebody wrote, or something HubSpot knows or computes. */
public enum Derivation {
    /** What was written. */
    STORED("") {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue, Property property) {
            throw new IllegalStateException("Written values are not derived");
        }
    },
    /** The record's id. */
    ID("id") {
        @Override
        String derive(StoredRecord record, Catalogue catalogue, Property property) {
            return Long.toString(record.id());
        }
    },
    /** When it was created. */
    CREATED("created") {
        @Override
        String derive(StoredRecord record, Catalogue catalogue, Property property) {
            return Timestamps.iso(record.createdAt());
        }
    },
    /** When it changed last. */
    MODIFIED("modified") {
        @Override
        String derive(StoredRecord record, Catalogue catalogue, Property property) {
            return Timestamps.iso(record.updatedAt());
        }
    },
    /** What kind of writer created it. */
    SOURCE("source") {
        @Override
        String derive(StoredRecord record, Catalogue catalogue, Property property) {
            return record.createdBy().type();
        }
    },
    /** Which writer created it. */
    SOURCE_ID("source-id") {
        @Override
        String derive(StoredRecord record, Catalogue catalogue, Property property) {
            return record.createdBy().id();
        }
    },
    /** What kind of writer created it, for people. */
    SOURCE_LABEL("source-label") {
        @Override
        String derive(StoredRecord record, Catalogue catalogue, Property property) {
            return record.createdBy().type();
        }
    },
    /** Which person created it. */
    CREATED_BY("created-by") {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue, Property property) {
            return person(record.createdBy());
        }
    },
    /** Which person changed it last. */
    UPDATED_BY("updated-by") {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue, Property property) {
            return person(record.updatedBy());
        }
    },
    /** Whether an import created it; nothing for what did not come by one. */
    IMPORTED("imported") {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue, Property property) {
            return record.createdBy().type().equals("IMPORT") ? "true" : null;
        }
    },
    /** Everybody it belongs to: here its owner alone. */
    OWNER("owner", "hubspot_owner_id") {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue, Property property) {
            return catalogue.value(record, "hubspot_owner_id");
        }
    },
    /** When its owner came to own it. */
    OWNER_ASSIGNED("owner-assigned", "hubspot_owner_id") {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue, Property property) {
            Property owner = catalogue.find("hubspot_owner_id");
            return owner == null || record.value(owner.slot()) == null
                    ? null
                    : Timestamps.iso(record.history(owner.slot()).getFirst().timestamp());
        }
    },
    /** What follows the at sign. */
    EMAIL_DOMAIN("email-domain", "email") {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue, Property property) {
            String email = catalogue.value(record, "email");
            return email == null ? null : email.substring(email.indexOf('@') + 1);
        }
    },
    /** The full name, or the address for want of one. */
    FULL_NAME_OR_EMAIL("full-name-or-email", "firstname", "lastname", "email") {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue, Property property) {
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
        @Nullable String derive(StoredRecord record, Catalogue catalogue, Property property) {
            String text = bodyText(record, catalogue);
            return text == null || text.length() <= Body.PREVIEW_LENGTH ? text : text.substring(0, Body.PREVIEW_LENGTH);
        }
    },
    /** The same as a page of its own (recorded answers). */
    BODY_PREVIEW_HTML("body-preview-html", Body.PROPERTIES) {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue, Property property) {
            String preview = BODY_PREVIEW.derive(record, catalogue, property);
            return preview == null
                    ? null
                    : "<html>\n <head></head>\n <body>\n  "
                            + preview.replace("&", "&amp;").replace("<", "&lt;") + "\n </body>\n</html>";
        }
    },
    /** Whether there is more. */
    BODY_PREVIEW_TRUNCATED("body-preview-truncated", Body.PROPERTIES) {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue, Property property) {
            String text = bodyText(record, catalogue);
            return text == null ? null : Boolean.toString(text.length() > Body.PREVIEW_LENGTH);
        }
    },
    /** The phone number without punctuation. */
    PHONE_DIGITS("phone-digits", "phone") {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue, Property property) {
            String phone = catalogue.value(record, "phone");
            if (phone == null) {
                return null;
            }
            String digits = Phone.NOT_DIALLED.matcher(phone).replaceAll("");
            return digits.isEmpty() ? null : digits.toLowerCase(Locale.ROOT);
        }
    },
    /** What its formula makes of other properties. */
    FORMULA("formula") {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue, Property property) {
            return property.formula() == null
                    ? null
                    : property.formula().evaluate(input -> FormulaValues.of(record, catalogue, input, property));
        }
    },
    /** How likely a record in this stage is to be won: a double in all its digits, as HubSpot answers it. */
    STAGE_PROBABILITY("stage-probability", "dealstage") {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue, Property property) {
            BigDecimal probability = StageValues.probability(record, catalogue);
            return probability == null ? null : StageValues.plain(new BigDecimal(probability.doubleValue()));
        }
    },
    /** Whether the record's stage is a last one. */
    STAGE_CLOSED("stage-closed", "dealstage", "hs_pipeline_stage") {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue, Property property) {
            Stage stage = StageValues.stage(record, catalogue);
            return stage == null ? null : Boolean.toString(stage.isClosed());
        }
    },
    /** Whether the record's stage means success. */
    STAGE_WON("stage-won", "dealstage") {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue, Property property) {
            Stage stage = StageValues.stage(record, catalogue);
            return stage == null ? null : Boolean.toString(stage.isWon());
        }
    },
    /** Whether the record's stage means failure. */
    STAGE_LOST("stage-lost", "dealstage") {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue, Property property) {
            Stage stage = StageValues.stage(record, catalogue);
            return stage == null ? null : Boolean.toString(stage.isClosed() && !stage.isWon());
        }
    },
    /** When the record came into its stage, if that is a last one. */
    CLOSED_AT("closed-at", "hs_pipeline_stage") {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue, Property property) {
            return StageValues.closedAt(record, catalogue);
        }
    },
    /** The amount, as likely as the deal is to be won. */
    PROJECTED_AMOUNT("projected-amount", "amount", "dealstage") {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue, Property property) {
            String amount = catalogue.value(record, "amount");
            BigDecimal probability = StageValues.probability(record, catalogue);
            return amount == null || probability == null
                    ? null
                    : StageValues.plain(new BigDecimal(amount).multiply(probability));
        }
    },
    /** The amount of a deal that is won, else 0. */
    CLOSED_AMOUNT("closed-amount", "amount", "dealstage") {
        @Override
        @Nullable String derive(StoredRecord record, Catalogue catalogue, Property property) {
            Stage stage = StageValues.stage(record, catalogue);
            return stage == null ? null : stage.isWon() ? catalogue.value(record, "amount") : "0";
        }
    };

    private final String word;
    private final String inputs;

    Derivation(String word, String... inputs) {
        this.word = word;
        this.inputs = String.join(",", inputs);
    }

    abstract @Nullable String derive(StoredRecord record, Catalogue catalogue, Property property);

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

    /** What is left out of a phone number. */
    private static final class Phone {

        private static final Pattern NOT_DIALLED = Pattern.compile("[^0-9+]+");
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
