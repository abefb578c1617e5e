package dev.linchpin.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.server.demo.Demo;
import dev.linchpin.server.demo.DemoOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The OpenAPI document and the server tell of the same calls. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiDescriptionTest {
    /** What the document says once, and the server answers under several names. */
    private static final Map<String, String> ALIASES =
            Map.of("/v1/sync/", "/api/sync/", "/api/{objectType}", "/api/records/{objectType}");

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final String DOCUMENT = "/api/openapi.yaml";

    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init") // set before any test
    private Demo demo;

    @BeforeAll
    void start(@TempDir Path directory) {
        demo = Demo.start(new DemoOptions(0, 0, directory, 1, "warn"), Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        demo.close();
        client.close();
    }

    @Test
    void every_call_is_described_and_every_described_call_is_answered() throws Exception {
        var described = described();
        var answered = demo.application().routes().stream()
                .filter(route -> !route.startsWith("HEAD ") && !isPage(route))
                .map(ApiDescriptionTest::canonical)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(answered).as("answered, but not described").isSubsetOf(described);
        described.removeAll(answered);
        assertThat(described).as("described, but not answered").isEmpty();
    }

    @Test
    void every_call_has_a_name_of_its_own_and_says_what_it_does() throws Exception {
        var names = new ArrayList<String>();
        for (var operation : operations()) {
            names.add(operation.path("operationId").asString());
            assertThat(operation.path("summary").asString()).isNotBlank();
            assertThat(operation.path("tags")).hasSize(1);
            assertThat(operation.path("responses").has("default")).isTrue();
        }
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][A-Za-z]+"));
    }

    @Test
    void every_reference_of_the_document_leads_somewhere_and_every_component_is_used() throws Exception {
        var document = document();
        var used = document.findValues("$ref").stream()
                .map(JsonNode::asString)
                .collect(Collectors.toCollection(TreeSet::new));
        // Their data is no body, so nothing refers to them.
        used.addAll(Set.of("#/components/schemas/EventHello", "#/components/schemas/EventChanged"));
        var components = new TreeSet<String>();
        document.path("components").properties().stream()
                .filter(kind -> !kind.getKey().equals("securitySchemes"))
                .forEach(kind -> kind.getValue()
                        .propertyNames()
                        .forEach(name -> components.add("#/components/" + kind.getKey() + "/" + name)));

        assertThat(used).isEqualTo(components);
    }

    @Test
    void the_document_needs_no_key_and_is_not_sent_twice() throws Exception {
        var first = get();

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/yaml");
        var again = get("If-None-Match", first.headers().firstValue("ETag").orElseThrow());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    private static boolean isPage(String route) {
        return List.of("GET /", "GET /config.json", "GET /assets/{name}").contains(route);
    }

    private static String canonical(String route) {
        var canonical = route;
        for (var alias : ALIASES.entrySet()) {
            canonical = canonical.replaceFirst(
                    " " + Pattern.quote(alias.getKey()), " " + Matcher.quoteReplacement(alias.getValue()));
        }
        return canonical;
    }

    private Set<String> described() throws Exception {
        var described = new TreeSet<String>();
        document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .forEach(member ->
                                described.add(member.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return described;
    }

    private List<JsonNode> operations() throws Exception {
        return document()
                .path("paths")
                .valueStream()
                .flatMap(path -> path.propertyStream())
                .filter(member -> METHODS.contains(member.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private JsonNode document() throws Exception {
        return new YAMLMapper().readTree(get().body());
    }

    private HttpResponse<String> get(String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(demo.application().url() + DOCUMENT));
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }
}
