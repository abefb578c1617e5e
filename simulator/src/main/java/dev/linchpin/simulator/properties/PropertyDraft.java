package dev.linchpin.simulator.properties;

import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.DefinitionSettings;
import dev.linchpin.simulator.crm.definitions.Derivation;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.definitions.Property.Trait;
import dev.linchpin.simulator.crm.definitions.PropertyOption;
import dev.linchpin.simulator.crm.definitions.PropertyType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.formula.Formula;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The definition that a call asks for, checked.
 *
 * <p>Source: HubSpot docs, "Properties"; what of it may change later was observed by the Kalup project: the name, uniqueness,
 * sensitivity and referenced type never do.
 *
 * @param body as sent
 * @param before what an update changes; null for a new property
 */
record PropertyDraft(
        Catalogue catalogue,
        DefinitionSettings settings,
        JsonNode body,
        @Nullable Property before) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,99}");
    private static final String CALCULATION = "calculation_equation";
    private static final List<String> HINTS =
            List.of("numberDisplayHint", "textDisplayHint", "showCurrencySymbol", "currencyPropertyName");
    private static final Map<PropertyType, Set<String>> FIELD_TYPES = Map.of(
            PropertyType.STRING, Set.of("text", "textarea", "html", "file", "phonenumber", CALCULATION),
            PropertyType.PHONE_NUMBER, Set.of("phonenumber"),
            PropertyType.NUMBER, Set.of("number", CALCULATION),
            PropertyType.BOOL, Set.of("booleancheckbox", CALCULATION),
            PropertyType.DATE, Set.of("date"),
            PropertyType.DATETIME, Set.of("date"),
            PropertyType.ENUMERATION, Set.of("select", "radio", "checkbox", "booleancheckbox", CALCULATION));

    /** A name that a property or a group may have. */
    static String name(JsonNode body) {
        String name = Json.requiredText(body, "name");
        if (!NAME.matcher(name).matches()) {
            throw ApiError.invalid("Property name \"" + name
                            + "\" must start with a letter and hold only lower-case letters, digits and underscores")
                    .exception();
        }
        return name;
    }

    /**
     * The definition.
     *
     * @param slot where values are kept
     * @throws dev.linchpin.simulator.exchange.ApiException 400 or 404 if it makes no sense
     */
    Property property(String name, int slot, long now) {
        Formula formula = formula(name);
        PropertyType type = type();
        String fieldType =
                formula == null ? text("fieldType", before == null ? null : before.fieldType()) : CALCULATION;
        if (!FIELD_TYPES.getOrDefault(type, Set.of()).contains(fieldType)) {
            throw ApiError.invalid("Field type " + fieldType + " does not go with type " + type.apiName())
                    .exception();
        }
        if (fieldType.equals(CALCULATION) && formula == null) {
            throw ApiError.invalid("A calculated property needs a calculationFormula")
                    .exception();
        }
        String group = text("groupName", before == null ? null : before.groupName());
        if (catalogue.group(group) == null) {
            throw PropertyErrors.noSuchGroup(group).exception();
        }
        List<PropertyOption> options = options(type, formula != null);
        return new Property(
                name,
                text("label", before == null ? null : before.label()),
                text("description", before == null ? "" : before.description()),
                type,
                fieldType,
                group,
                options,
                traits(formula != null),
                formula == null ? Derivation.STORED : Derivation.FORMULA,
                formula,
                before == null ? Json.optionalText(body, "referencedObjectType") : before.referencedObjectType(),
                before == null ? sensitivity() : before.dataSensitivity(),
                hints(),
                order(),
                slot,
                before == null ? now : before.createdAt(),
                now,
                0);
    }

    private PropertyType type() {
        String name = text("type", before == null ? null : before.type().apiName());
        return PropertyType.of(name)
                .orElseThrow(
                        () -> ApiError.invalid("Invalid property type " + name).exception());
    }

    private List<PropertyOption> options(PropertyType type, boolean calculated) {
        List<PropertyOption> sent = PropertyJson.options(body);
        List<PropertyOption> options = sent != null ? sent : before == null ? List.of() : before.options();
        boolean external = body.path("externalOptions").asBoolean(false);
        if (before == null && external) {
            if (Json.optionalText(body, "referencedObjectType") == null || !options.isEmpty()) {
                throw ApiError.invalid("externalOptions needs a referencedObjectType and no options")
                        .exception();
            }
        } else if (type == PropertyType.ENUMERATION && before == null && options.isEmpty() && !calculated) {
            throw ApiError.invalid("An enumeration needs options").exception();
        } else if (type == PropertyType.BOOL && before == null && !calculated) {
            return booleans(options);
        }
        return options;
    }

    private List<PropertyOption> booleans(List<PropertyOption> options) {
        Set<String> values = options.stream().map(PropertyOption::value).collect(Collectors.toSet());
        if (values.equals(Set.of("true", "false"))) {
            return options;
        }
        if (options.isEmpty() && !settings.booleanOptionsRequired()) {
            return List.of(new PropertyOption("true", "Yes", 0, false), new PropertyOption("false", "No", 1, false));
        }
        throw PropertyErrors.invalid(
                        "INVALID_BOOLEAN_OPTION", "A bool property must have exactly the options true and false")
                .exception();
    }

    private Set<Trait> traits(boolean calculated) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (before == null) {
            flag("hasUniqueValue", Trait.UNIQUE, traits);
            flag("externalOptions", Trait.EXTERNAL_OPTIONS, traits);
        } else {
            traits.addAll(before.traits());
        }
        flag("hidden", Trait.HIDDEN, traits);
        flag("formField", Trait.FORM_FIELD, traits);
        if (calculated) {
            traits.addAll(Set.of(Trait.CALCULATED, Trait.READ_ONLY));
        }
        return traits;
    }

    private void flag(String key, Trait trait, Set<Trait> traits) {
        JsonNode node = body.get(key);
        if (node != null && !node.isNull()) {
            if (node.asBoolean()) {
                traits.add(trait);
            } else {
                traits.remove(trait);
            }
        }
    }

    private String sensitivity() {
        String sensitivity = Json.optionalText(body, "dataSensitivity");
        return sensitivity == null ? "non_sensitive" : sensitivity;
    }

    private Map<String, String> hints() {
        Map<String, String> hints = new LinkedHashMap<>(before == null ? Map.of() : before.hints());
        for (String hint : HINTS) {
            String value = Json.optionalText(body, hint);
            if (value != null) {
                hints.put(hint, value);
            }
        }
        if (hints.containsKey("currencyPropertyName") && !"true".equals(hints.get("showCurrencySymbol"))) {
            throw PropertyErrors.invalid(
                            "ONLY_CURRENCY_PROPERTIES_CAN_SPECIFY_CURRENCY",
                            "currencyPropertyName goes only with showCurrencySymbol")
                    .exception();
        }
        return hints;
    }

    private @Nullable Formula formula(String name) {
        String text = Json.optionalText(body, "calculationFormula");
        if (text == null) {
            return before == null ? null : before.formula();
        }
        Formula formula;
        try {
            formula = Formula.parse(text);
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid("The calculation formula is not valid: " + e.getMessage())
                    .exception();
        }
        for (String input : formula.inputs()) {
            if (catalogue.find(input) == null && !input.equals(name)) {
                throw PropertyErrors.missing(input).exception();
            }
        }
        if (reaches(formula, name)) {
            throw ApiError.invalid("The calculation formula of \"" + name + "\" depends on itself")
                    .exception();
        }
        return formula;
    }

    private boolean reaches(Formula formula, String name) {
        var open = new ArrayDeque<>(formula.inputs());
        var seen = new HashSet<String>();
        while (!open.isEmpty()) {
            String next = open.pop();
            if (next.equals(name)) {
                return true;
            }
            Property property = seen.add(next) ? catalogue.find(next) : null;
            if (property != null && property.formula() != null) {
                open.addAll(property.inputs());
            }
        }
        return false;
    }

    private String text(String key, @Nullable String otherwise) {
        return otherwise != null && Json.optionalText(body, key) == null ? otherwise : Json.requiredText(body, key);
    }

    private int order() {
        JsonNode order = body.get("displayOrder");
        int otherwise = before == null ? -1 : before.displayOrder();
        return order == null || order.isNull() ? otherwise : order.asInt();
    }
}
