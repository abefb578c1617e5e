package dev.linchpin.simulator.crm.definitions;

import dev.linchpin.simulator.formula.Formula;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a property. Immutable.
 *
 * <p>Source: HubSpot docs, "Properties" (developers.hubspot.com/docs/api-reference/latest/crm/properties/guide).
 *
 * @param slot where records keep its value; never reused for another property of the type
 * @param derivation where its value comes from
 * @param formula how its value is calculated; null unless it is derived by {@link Derivation#FORMULA}
 * @param referencedObjectType {@code OWNER} when values are owner ids, else null
 * @param dataSensitivity {@code non_sensitive}, {@code sensitive} or {@code highly_sensitive}
 * @param hints how HubSpot's user interface shows values, such as {@code numberDisplayHint}; they mean nothing here
 * @param createdAt milliseconds; 0 for HubSpot's own properties
 * @param archivedAt milliseconds; 0 while in use
 */
public record Property(
        String name,
        String label,
        String description,
        PropertyType type,
        String fieldType,
        String groupName,
        List<PropertyOption> options,
        Set<Trait> traits,
        Derivation derivation,
        @Nullable Formula formula,
        @Nullable String referencedObjectType,
        String dataSensitivity,
        Map<String, String> hints,
        int displayOrder,
        int slot,
        long createdAt,
        long updatedAt,
        long archivedAt) {

    /** Yes-or-no facts about a property. */
    public enum Trait {
        /** Comes with HubSpot; its definition cannot be changed. */
        HUBSPOT_DEFINED,
        /** Its value cannot be set. */
        READ_ONLY,
        /** Its value is computed. */
        CALCULATED,
        /** Not shown in HubSpot's user interface. */
        HIDDEN,
        /** No two records have the same value. */
        UNIQUE,
        /** May be used in forms. */
        FORM_FIELD,
        /** Options are not listed in the definition. */
        EXTERNAL_OPTIONS
    }

    /** Copies the collections. */
    public Property {
        options = List.copyOf(options);
        hints = Map.copyOf(hints);
        traits = traits.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(traits));
    }

    /** Definitions are keys of every write; hashing all their parts would cost more than the write. */
    @Override
    public int hashCode() {
        return slot;
    }

    /** Whether it has the trait. */
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** Whether its values have scopes of their own. */
    public boolean isSensitive() {
        return !dataSensitivity.equals("non_sensitive");
    }

    /** Whether API writes to it are refused. */
    public boolean isReadOnly() {
        return is(Trait.READ_ONLY) || is(Trait.CALCULATED);
    }

    /** Whether a value may hold several options, separated by semicolons. */
    public boolean isMultiSelect() {
        return type == PropertyType.ENUMERATION && fieldType.equals("checkbox");
    }

    /** Names of the properties it is computed from; empty for what somebody wrote or HubSpot simply knows. */
    public List<String> inputs() {
        return formula == null ? derivation.inputs() : formula.inputs();
    }

    /** Whether it was taken out of use. */
    public boolean isArchived() {
        return archivedAt != 0;
    }

    /** The same property with other options, changed at that moment. */
    public Property withOptions(List<PropertyOption> others, long at) {
        return new Property(
                name,
                label,
                description,
                type,
                fieldType,
                groupName,
                others,
                traits,
                derivation,
                formula,
                referencedObjectType,
                dataSensitivity,
                hints,
                displayOrder,
                slot,
                createdAt,
                at,
                archivedAt);
    }

    /** The same property, out of use since then; 0 puts it back in use. */
    public Property archivedSince(long millis) {
        return new Property(
                name,
                label,
                description,
                type,
                fieldType,
                groupName,
                options,
                traits,
                derivation,
                formula,
                referencedObjectType,
                dataSensitivity,
                hints,
                displayOrder,
                slot,
                createdAt,
                updatedAt,
                millis);
    }
}
