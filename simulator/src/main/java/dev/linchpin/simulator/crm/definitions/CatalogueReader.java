package dev.linchpin.simulator.crm.definitions;

import dev.linchpin.simulator.crm.pipelines.StandardPipelines;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.formula.Formula;
import dev.linchpin.simulator.resources.Resource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the property catalogue that comes with the simulator; its format is described in the file. */
public final class CatalogueReader {

    private final Map<String, List<String[]>> sections = new LinkedHashMap<>();

    private final StandardPipelines pipelines = new StandardPipelines();

    public CatalogueReader() {
        List<String[]> section = new ArrayList<>();
        for (String line : Resource.lines(CatalogueReader.class, "properties.txt")) {
            if (line.startsWith("[")) {
                section = sections.computeIfAbsent(line.substring(1, line.length() - 1), name -> new ArrayList<>());
            } else {
                section.add(line.split("\\s*\\|\\s*", -1));
            }
        }
    }

    public Catalogue read(ObjectType type) {
        var lines = new ArrayList<String[]>();
        if (type.createdProperty().equals("hs_createdate")) {
            lines.addAll(section("others"));
        }
        lines.addAll(section(type.name()));
        lines.addAll(section("every"));
        var properties = new ArrayList<Property>();
        for (String[] line : lines) {
            properties.add(property(type, line, properties.size()));
        }
        return new Catalogue(type, properties, pipelines.of(type));
    }

    private List<String[]> section(String name) {
        return sections.getOrDefault(name, List.of());
    }

    private static Property property(ObjectType type, String[] line, int slot) {
        String[] types = line[2].split("/", -1);
        String group = line[3].equals("information") ? type.informationGroup() : line[3];
        var traits = EnumSet.of(Property.Trait.HUBSPOT_DEFINED);
        Derivation derivation = Derivation.STORED;
        String referenced = null;
        Formula formula = null;
        for (String word : line.length > 4 ? line[4].split(",", -1) : new String[0]) {
            String trait = word.strip();
            switch (trait) {
                case "" -> {}
                case "custom" -> traits.remove(Property.Trait.HUBSPOT_DEFINED);
                case "readonly" -> traits.add(Property.Trait.READ_ONLY);
                case "calculated" -> {
                    traits.add(Property.Trait.READ_ONLY);
                    traits.add(Property.Trait.CALCULATED);
                }
                case "hidden" -> traits.add(Property.Trait.HIDDEN);
                case "unique" -> traits.add(Property.Trait.UNIQUE);
                case "form" -> traits.add(Property.Trait.FORM_FIELD);
                case "external" -> traits.add(Property.Trait.EXTERNAL_OPTIONS);
                case "owner" -> {
                    traits.add(Property.Trait.EXTERNAL_OPTIONS);
                    referenced = "OWNER";
                }
                default -> {
                    if (trait.startsWith("=")) {
                        formula = Formula.parse(trait.substring(1));
                        derivation = Derivation.FORMULA;
                    } else {
                        derivation = Derivation.named(trait.substring("from ".length()));
                    }
                }
            }
        }
        return new Property(
                line[0],
                line[1],
                "",
                PropertyType.of(types[0]).orElseThrow(),
                types[1],
                group,
                options(line.length > 5 ? line[5] : null),
                traits,
                derivation,
                formula,
                referenced,
                "non_sensitive",
                Map.of(),
                -1,
                slot,
                0,
                0,
                0);
    }

    /** One of HubSpot's own choices, whose options are still to come. */
    static Property enumeration(ObjectType type, String name, String label, int slot) {
        return property(type, new String[] {name, label, "enumeration/select", "information"}, slot);
    }

    private static List<PropertyOption> options(@Nullable String text) {
        var options = new ArrayList<PropertyOption>();
        if (text != null && !text.isBlank()) {
            for (String option : text.split(";", -1)) {
                int equals = option.indexOf('=');
                String value = equals < 0 ? option : option.substring(0, equals);
                options.add(new PropertyOption(
                        value, equals < 0 ? option : option.substring(equals + 1), options.size(), false));
            }
        }
        return options;
    }
}
