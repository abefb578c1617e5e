package dev.linchpin.simulator;

import dev.linchpin.simulator.settings.Durations;
import dev.linchpin.simulator.settings.LimitPlan;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code simulator}: runs a simulated HubSpot until it is interrupted. */
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Runs a simulated HubSpot on this machine, until interrupted.")
public final class SimulatorCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--port", description = "Port to listen on; 0 for any free one.")
    private int port = 8081;

    @Option(names = "--contacts", description = "Contacts to start with.")
    private int contacts = 1_000;

    @Option(names = "--companies", description = "Companies to start with.")
    private int companies = 250;

    @Option(names = "--deals", description = "Deals to start with.")
    private int deals;

    @Option(names = "--seed", description = "Decides everything random; the same seed gives the same records.")
    private long seed = 1;

    @Option(
            names = "--latency",
            converter = DurationConverter.class,
            description = "Time that each answer takes on the way, such as 120ms.")
    private Duration latency = Duration.ZERO;

    @Option(
            names = "--limits",
            converter = PlanConverter.class,
            description = "Request limits: ${COMPLETION-CANDIDATES}.")
    private LimitPlan limits = LimitPlan.PROFESSIONAL;

    @Option(
            names = "--search-lag",
            converter = DurationConverter.class,
            description = "How long search needs to notice a write.")
    private Duration searchLag = Duration.ofSeconds(5);

    @Option(names = "--webhooks-to", description = "URL that events are posted to.")
    private @Nullable String webhooksTo;

    @Option(names = "--client-secret", description = "Secret that events are signed with.")
    private String clientSecret = SimulatorOptions.DEFAULT_CLIENT_SECRET;

    @Option(names = "--app-id", description = "Id of the app that the token pat-simulator belongs to.")
    private long appId = SimulatorOptions.defaults().appId();

    @Option(
            names = "--file",
            description = "File that keeps the account, so that it survives a restart; without one it is forgotten."
                    + " An account that exists stays as it was seeded.")
    private @Nullable Path file;

    /** Runs the command by itself. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SimulatorCommand()).execute(arguments));
    }

    /** Runs until the thread is interrupted; 1 if it cannot start. */
    @Override
    public Integer call() {
        CommandLine commandLine = spec == null ? new CommandLine(this) : spec.commandLine();
        PrintWriter out = commandLine.getOut();
        try (Simulator simulator = file == null ? Simulator.start(options()) : Simulator.start(options(), file)) {
            out.println("Simulated HubSpot at " + simulator.url() + " (token pat-simulator, "
                    + (file == null
                            ? contacts + " contacts, " + companies + " companies, " + deals + " deals)"
                            : "account kept in " + file + ")"));
            out.flush();
            new CountDownLatch(1).await();
        } catch (UncheckedIOException | IllegalArgumentException e) {
            commandLine.getErr().println(reason(e));
            commandLine.getErr().flush();
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private String reason(RuntimeException e) {
        return e.getCause() instanceof BindException
                ? "Port " + port + " is in use; choose another with --port."
                : String.valueOf(e.getMessage());
    }

    private SimulatorOptions options() {
        return SimulatorOptions.defaults()
                .withPort(port)
                .withRecords(contacts, companies, deals)
                .withSeed(seed)
                .withAppId(appId)
                .withLatency(latency)
                .withLimits(limits)
                .withSearchLag(searchLag)
                .withWebhooks(webhooksTo, clientSecret);
    }

    private static final class DurationConverter implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String value) {
            return Durations.parse(value);
        }
    }

    private static final class PlanConverter implements ITypeConverter<LimitPlan> {

        @Override
        public LimitPlan convert(String value) {
            for (LimitPlan plan : LimitPlan.values()) {
                if (plan.name().equalsIgnoreCase(value)) {
                    return plan;
                }
            }
            throw new IllegalArgumentException(
                    "\"" + value + "\" is no plan; there are free, starter, professional, enterprise, oauth, off");
        }
    }
}
