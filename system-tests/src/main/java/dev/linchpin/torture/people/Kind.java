package dev.linchpin.torture.people;

import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What people know about one type of records: what they are called, and what one writes into them. */
public final class Kind {
    static final List<String> INTERESTS =
            List.of("sports", "music", "travel", "cooking", "reading", "gaming", "gardening");
    private static final List<String> STAGES = List.of("subscriber", "lead", "opportunity", "customer");
    private static final List<String> INDUSTRIES = List.of("BANKING", "CONSTRUCTION", "RETAIL", "INSURANCE");

    private final ObjectMapping mapping;

    Kind(ObjectMapping mapping) {
        this.mapping = mapping;
    }

    public String type() {
        return mapping.type().name();
    }

    public ObjectMapping mapping() {
        return mapping;
    }

    /** The field that says whom it is about: given once, never edited, so that doubles are told. */
    public String name() {
        return type().equals("contacts") ? "firstname" : "name";
    }

    /** Fields that people edit, those more often that matter more. */
    List<String> edited() {
        return type().equals("contacts")
                ? List.of("phone", "phone", "jobtitle", "loyalty_points", "email", "interests", "lifecyclestage")
                : List.of("phone", "phone", "city", "numberofemployees", "domain", "industry");
    }

    /** Texts and numbers, of which every value is written only once. */
    List<String> plain() {
        return type().equals("contacts")
                ? List.of("phone", "jobtitle", "loyalty_points")
                : List.of("phone", "city", "numberofemployees");
    }

    /** A text field for bulk edits. */
    String bulk() {
        return type().equals("contacts") ? "jobtitle" : "city";
    }

    boolean isIdentity(String field) {
        return mapping.identity().contains(field);
    }

    /** Whether every value of the field is written only once. */
    boolean isOwed(String field) {
        var type = mapping.field(field).type();
        return type != FieldType.ENUMERATION && type != FieldType.OPTION_SET;
    }

    /** A value that nobody has written before, where the field has so many. */
    String fresh(String field, Draw draw) {
        return switch (mapping.field(field).type()) {
            case EMAIL -> "Person." + draw.fresh() + "@Example.com";
            case DOMAIN -> "Firm-" + draw.fresh() + ".example.com";
            case NUMBER -> type().equals("contacts") ? draw.fresh() + ".50" : String.valueOf(draw.fresh());
            case OPTION_SET -> String.join(";", draw.some(INTERESTS, 1 + draw.below(3)));
            case ENUMERATION -> draw.oneIn(16) ? "nonsense" : draw.any(field.equals("industry") ? INDUSTRIES : STAGES);
            default -> field + " " + draw.fresh();
        };
    }

    /** The person of this name, however it is spelt. */
    public Ledger.Who who(@Nullable String name) {
        return new Ledger.Who(type(), String.valueOf(name).toLowerCase(Locale.ROOT));
    }
}
