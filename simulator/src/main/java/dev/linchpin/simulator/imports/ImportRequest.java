package dev.linchpin.simulator.imports;

import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.crm.types.ObjectTypes;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.ApiException;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.Multipart;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is to be imported, as far as it can be judged without reading the files' rows.
 *
 * <p>Source: HubSpot docs, "Imports" (developers.hubspot.com/docs/api-reference/latest/crm/imports/guide). {@code columnType}
 * and the older {@code idColumnType} are the same here. Excel files, links between rows of several files and between records
 * of the same type, labels and lists made from imports are refused.
 *
 * @param json the request itself, which reads repeat
 * @param operations by object type; UPSERT for types that are not named
 */
record ImportRequest(
        ObjectNode json, String name, Map<ObjectType, ImportOperation> operations, List<SourceFile> files) {

    /**
     * A file and what its columns mean.
     *
     * @param text the content
     */
    record SourceFile(String name, boolean hasHeader, DateOrder dates, List<ColumnMapping> columns, String text) {}

    ImportOperation operation(ObjectType type) {
        return operations.getOrDefault(type, ImportOperation.UPSERT);
    }

    /** The object types of all columns, in order of appearance. */
    List<ObjectType> types() {
        return files.stream()
                .flatMap(file -> file.columns().stream())
                .map(ColumnMapping::type)
                .distinct()
                .toList();
    }

    /**
     * Reads the form.
     *
     * @throws ApiException 400 if it is malformed or asks for what the simulator does not have
     */
    static ImportRequest parse(List<Multipart.Part> parts, ObjectTypes types) {
        String request = parts.stream()
                .filter(part -> part.name().equals("importRequest"))
                .map(Multipart.Part::text)
                .findFirst()
                .orElseThrow(() -> bad("the part importRequest is missing"));
        ObjectNode json = Json.readObject(request.getBytes(StandardCharsets.UTF_8));
        if ("true".equals(Json.optionalText(json, "createContactListFromImport"))) {
            throw bad("this simulator makes no lists from imports; leave out createContactListFromImport");
        }
        DateOrder dates = constant(DateOrder.class, Json.optionalText(json, "dateFormat"), DateOrder.MONTH_DAY_YEAR);
        var operations = new LinkedHashMap<ObjectType, ImportOperation>();
        if (json.get("importOperations") instanceof ObjectNode named) {
            named.properties()
                    .forEach(entry -> operations.put(
                            types.named(entry.getKey()),
                            constant(
                                    ImportOperation.class,
                                    Json.scalar(entry.getValue(), "importOperations"),
                                    ImportOperation.UPSERT)));
        }
        var files = new ArrayList<SourceFile>();
        for (ObjectNode file : nodes(json, "files")) {
            files.add(file(file, dates, parts, types));
        }
        if (files.isEmpty()) {
            throw bad("there are no files");
        }
        return new ImportRequest(json, Json.requiredText(json, "name"), Map.copyOf(operations), List.copyOf(files));
    }

    private static SourceFile file(
            ObjectNode json, DateOrder otherwise, List<Multipart.Part> parts, ObjectTypes types) {
        String name = Json.requiredText(json, "fileName");
        String format = Json.optionalText(json, "fileFormat");
        if (!"CSV".equals(format)) {
            throw bad("file " + name + " has the format " + format + ", but this simulator imports CSV only");
        }
        if (!(json.get("fileImportPage") instanceof ObjectNode page)) {
            throw bad("file " + name + " has no fileImportPage");
        }
        var columns = new ArrayList<ColumnMapping>();
        for (ObjectNode column : nodes(page, "columnMappings")) {
            columns.add(column(column, types));
        }
        if (columns.isEmpty()) {
            throw bad("file " + name + " has no columnMappings");
        }
        Multipart.Part part = parts.stream()
                .filter(each -> each.name().equals("files") && name.equals(each.fileName()))
                .findFirst()
                .orElseThrow(() -> bad("there is no part files with the file name " + name));
        return new SourceFile(
                name,
                !"false".equals(Json.optionalText(page, "hasHeader")),
                constant(DateOrder.class, Json.optionalText(json, "dateFormat"), otherwise),
                List.copyOf(columns),
                part.text());
    }

    private static ColumnMapping column(ObjectNode json, ObjectTypes types) {
        for (String key : List.of("toColumnObjectTypeId", "foreignKeyType", "associationIdentifierColumn")) {
            String value = Json.optionalText(json, key);
            if (value != null && !value.equals("false")) {
                throw bad("this simulator links records of one row only, not by " + key);
            }
        }
        ColumnMapping.Role role = role(json);
        String property = Json.optionalText(json, "propertyName");
        if (property == null && role != ColumnMapping.Role.HUBSPOT_OBJECT_ID) {
            throw bad("a column needs a propertyName");
        }
        return new ColumnMapping(
                types.named(Json.requiredText(json, "columnObjectTypeId")),
                Json.optionalText(json, "columnName"),
                role == ColumnMapping.Role.HUBSPOT_OBJECT_ID ? null : property,
                role);
    }

    private static ColumnMapping.Role role(ObjectNode json) {
        String type = Json.optionalText(json, "columnType");
        String role = type == null ? Json.optionalText(json, "idColumnType") : type;
        return constant(ColumnMapping.Role.class, role, ColumnMapping.Role.STANDARD);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, @Nullable String name, E otherwise) {
        if (name == null) {
            return otherwise;
        }
        return Stream.of(type.getEnumConstants())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> bad(name + " is none of " + List.of(type.getEnumConstants())));
    }

    private static List<ObjectNode> nodes(ObjectNode parent, String key) {
        JsonNode node = parent.get(key);
        if (node == null || !node.isArray()) {
            throw bad("\"" + key + "\" must be an array");
        }
        var nodes = new ArrayList<ObjectNode>();
        for (JsonNode each : node.values()) {
            if (!(each instanceof ObjectNode object)) {
                throw bad("\"" + key + "\" must hold objects");
            }
            nodes.add(object);
        }
        return nodes;
    }

    static ApiException bad(String message) {
        return ApiError.invalid("The import request is not valid: " + message).exception();
    }
}
