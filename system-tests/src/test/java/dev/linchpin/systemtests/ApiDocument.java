package dev.linchpin.systemtests;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The server's OpenAPI document: what it promises, and whether an answer keeps it. */
final class ApiDocument {
    private static final String ADDRESS = "https://linchpin.example/openapi.json";

    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final Map<String, JsonNode> operations = new LinkedHashMap<>();

    /** @param yaml the document as it is served */
    ApiDocument(String yaml) {
        document = new YAMLMapper().readTree(yaml);
        schemas = SchemaRegistry.withDialect(
                Dialects.getOpenApi31(),
                builder -> builder.schemas(Map.of(ADDRESS, new JsonMapper().writeValueAsString(document)))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
        document.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    if (operation.has("operationId")) {
                        operations.put(operation.path("operationId").asString(), operation);
                    }
                }));
    }

    /** The names of all operations. */
    List<String> operations() {
        return List.copyOf(operations.keySet());
    }

    /** What of the answer is not as the document says; empty when all of it is. */
    List<String> faults(String operation, Answer answer) {
        var described = operations.get(operation);
        if (described == null) {
            throw new IllegalArgumentException("The document has no operation " + operation);
        }
        var responses = described.path("responses");
        var status = Integer.toString(answer.status());
        if (answer.status() < 400 && !responses.has(status)) {
            return List.of("The status " + status + " is not described");
        }
        var response = resolved(responses.has(status) ? responses.path(status) : responses.path("default"));
        var type = answer.headers().getOrDefault("Content-Type", "").replaceFirst(";.*", "");
        var content = response.path("content");
        if (content.isEmpty()) {
            return answer.text().isEmpty() ? List.of() : List.of("A body is not described: " + answer.text());
        }
        if (!content.has(type)) {
            return List.of("The content type '" + type + "' is not described");
        }
        var schema = content.path(type).path("schema");
        return type.endsWith("json") ? faults(schema.path("$ref").asString(), answer.text()) : List.of();
    }

    /** What of a JSON text does not fit the schema of this name. */
    List<String> faultsOf(String schema, String json) {
        return faults("#/components/schemas/" + schema, json);
    }

    private List<String> faults(String reference, String json) {
        return schemas.getSchema(SchemaLocation.of(ADDRESS + reference)).validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }
}
