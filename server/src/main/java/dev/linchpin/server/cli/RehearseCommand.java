package dev.linchpin.server.cli;

import dev.linchpin.server.demo.Demo;
import dev.linchpin.server.demo.DemoOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A short life of a demo, so that the JVM can record which classes a start needs. */
@Command(name = "rehearse", hidden = true, description = "Starts everything, uses it a little, and ends.")
final class RehearseCommand implements Callable<Integer> {
    private static final int CONTACTS = 300;
    private static final long PAUSE_NANOSECONDS = 50_000_000;
    private static final int LOOKS = 600;

    private final Surroundings surroundings;

    @Option(names = "--directory", required = true, description = "Where to keep the database meanwhile.")
    private Path directory = Path.of("");

    RehearseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var where = surroundings.directory().resolve(directory);
        Files.createDirectories(where);
        Files.writeString(where.resolve("linchpin.yaml"), "objects: { contacts: { match: email }, companies: {} }\n");
        try (var demo = Demo.start(new DemoOptions(0, 0, where, CONTACTS, "warn"), Clock.systemUTC());
                var client = HttpClient.newHttpClient()) {
            settle(demo);
            use(demo, client);
            settle(demo);
        }
        return ExitCode.OK.code();
    }

    private static void use(Demo demo, HttpClient client) throws IOException, InterruptedException {
        var api = demo.application().url();
        for (var path : new String[] {"/", "/api/status", "/api/contacts?limit=1", "/metrics", "/api/nothing"}) {
            client.send(request(demo, api + path).build(), BodyHandlers.discarding());
        }
        client.send(
                request(demo, api + "/api/contacts")
                        .POST(BodyPublishers.ofString("{\"email\":\"rehearsal@example.com\"}"))
                        .build(),
                BodyHandlers.discarding());
    }

    private static HttpRequest.Builder request(Demo demo, String url) {
        return HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + demo.key());
    }

    private static void settle(Demo demo) {
        var engine = demo.application().connection().engine();
        for (var look = 0; look < LOOKS && !engine.isIdle(); look++) {
            LockSupport.parkNanos(PAUSE_NANOSECONDS);
        }
    }
}
