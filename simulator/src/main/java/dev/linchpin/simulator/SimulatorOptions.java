package dev.linchpin.simulator;

import dev.linchpin.simulator.settings.LimitPlan;
import dev.linchpin.simulator.settings.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How to start a simulator. Immutable; start from {@link #defaults()}.
 *
 * @param port port to listen on; 0 for any free one
 * @param contacts contacts to seed
 * @param companies companies to seed
 * @param deals deals to seed
 * @param seed decides everything random
 * @param portalId id of the account
 * @param appId id of the app that {@code pat-simulator} belongs to
 * @param timeZone of the account, in which its daily limit resets at midnight
 * @param clock base of the simulator's clock
 * @param settings what can also be changed later
 */
public record SimulatorOptions(
        int port,
        int contacts,
        int companies,
        int deals,
        long seed,
        long portalId,
        long appId,
        ZoneId timeZone,
        InstantSource clock,
        Settings settings) {

    /** Secret that webhooks are signed with unless another is given. */
    public static final String DEFAULT_CLIENT_SECRET = "simulator-secret";

    /** Refuses negative counts and impossible ports. */
    public SimulatorOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("The port must be between 0 and 65535, but is " + port);
        }
        if (contacts < 0 || companies < 0 || deals < 0) {
            throw new IllegalArgumentException("There cannot be fewer than 0 records to start with");
        }
    }

    /** Port 8081, 1,000 contacts, 250 companies, no deals, a Professional account without latency. */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(
                8081,
                1_000,
                250,
                0,
                1,
                4242,
                900_100,
                ZoneId.of("America/New_York"),
                InstantSource.system(),
                Settings.standard(DEFAULT_CLIENT_SECRET));
    }

    /** The same on another port; 0 for any free one. */
    public SimulatorOptions withPort(int value) {
        return new SimulatorOptions(
                value, contacts, companies, deals, seed, portalId, appId, timeZone, clock, settings);
    }

    /** The same with other numbers of seeded records. */
    public SimulatorOptions withRecords(int contactCount, int companyCount, int dealCount) {
        return new SimulatorOptions(
                port, contactCount, companyCount, dealCount, seed, portalId, appId, timeZone, clock, settings);
    }

    /** The same with another seed. */
    public SimulatorOptions withSeed(long value) {
        return new SimulatorOptions(
                port, contacts, companies, deals, value, portalId, appId, timeZone, clock, settings);
    }

    /** The same with another app id. */
    public SimulatorOptions withAppId(long value) {
        return new SimulatorOptions(port, contacts, companies, deals, seed, portalId, value, timeZone, clock, settings);
    }

    /** The same with the account in another time zone. */
    public SimulatorOptions withTimeZone(ZoneId value) {
        return new SimulatorOptions(port, contacts, companies, deals, seed, portalId, appId, value, clock, settings);
    }

    /** The same on another base clock. */
    public SimulatorOptions withClock(InstantSource value) {
        return new SimulatorOptions(port, contacts, companies, deals, seed, portalId, appId, timeZone, value, settings);
    }

    /** The same with other settings. */
    public SimulatorOptions withSettings(Settings value) {
        return new SimulatorOptions(port, contacts, companies, deals, seed, portalId, appId, timeZone, clock, value);
    }

    /** The same with other request limits. */
    public SimulatorOptions withLimits(LimitPlan plan) {
        return withSettings(settings.withLimits(plan));
    }

    /** The same with another latency. */
    public SimulatorOptions withLatency(Duration value) {
        return withSettings(settings.withLatency(value));
    }

    /** The same with another search lag. */
    public SimulatorOptions withSearchLag(Duration value) {
        return withSettings(settings.withSearchLag(value));
    }

    /** The same with webhooks to a URL, or to nowhere, signed with a secret. */
    public SimulatorOptions withWebhooks(@Nullable String target, String clientSecret) {
        return withSettings(settings.withWebhooks(settings.webhooks().to(target, clientSecret)));
    }
}
