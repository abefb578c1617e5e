package dev.linchpin.benchmarks.micro;

import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.RecordPage;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.HubSpotClient;
import dev.linchpin.hubspot.HubSpotSettings;
import dev.linchpin.hubspot.Surroundings;
import dev.linchpin.hubspot.auth.Secret;
import dev.linchpin.hubspot.auth.StaticTokens;
import dev.linchpin.hubspot.budget.BudgetSettings;
import dev.linchpin.hubspot.call.CallObserver;
import dev.linchpin.hubspot.transport.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the bytes of a page of 100 contacts with 20 properties to records, with all that the client does for a call but the network. */
@State(Scope.Thread)
public class ReadPage {
    private static final int RECORDS = 100;
    private static final List<String> PROPERTIES = List.of("email", "firstname", "lastname");

    private final HubSpotClient client = client();

    private static HubSpotClient client() {
        var answer = new HttpAnswer(200, Map.of(), page());
        var unlimited =
                HubSpotSettings.DEFAULT.withAppId("1").withBudget(BudgetSettings.DEFAULT.withBurst(1_000_000_000));
        return new HubSpotClient(
                unlimited,
                new StaticTokens(new Secret("pat-none"), null),
                call -> answer,
                Surroundings.real(Clock.systemUTC()),
                CallObserver.NONE);
    }

    private static byte[] page() {
        var json = new StringBuilder("{\"results\":[");
        for (int number = 0; number < RECORDS; number++) {
            json.append(number == 0 ? "" : ",").append("{\"id\":\"").append(30_000_000_001L + number);
            json.append("\",\"properties\":{\"email\":\"person.").append(number).append("@example.com\"");
            for (int property = 1; property < 20; property++) {
                json.append(",\"property_")
                        .append(property)
                        .append("\":\"value ")
                        .append(number * property)
                        .append('"');
            }
            json.append("},\"createdAt\":\"2026-01-01T10:00:00.000Z\",\"updatedAt\":\"2026-02-01T10:00:00.000Z\"");
            json.append(",\"archived\":false}");
        }
        json.append("],\"paging\":{\"next\":{\"after\":\"30000000101\",\"link\":\"https://api.hubapi.com/\"}}}");
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** One page. */
    @Benchmark
    public RecordPage read() {
        return client.list(ObjectType.CONTACTS, PROPERTIES, "", false, Lane.BACKGROUND);
    }
}
