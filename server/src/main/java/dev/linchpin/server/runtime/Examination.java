package dev.linchpin.server.runtime;

import dev.linchpin.database.Database;
import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.ReferenceTable;
import dev.linchpin.hubspot.account.AccountDetails;
import dev.linchpin.hubspot.call.CallObserver;
import dev.linchpin.hubspot.transport.JdkTransport;
import dev.linchpin.server.config.ConfigurationException;
import dev.linchpin.server.config.DatabaseSettings;
import dev.linchpin.server.config.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Both sides, opened as far as they let themselves be, to find out what is amiss. Changes nothing on either. */
public final class Examination implements AutoCloseable {
    /** What HubSpot said; each is null as far as it was not heard of, because something before it failed. */
    public record HubSpotFound(
            @Nullable RuntimeException failure,
            @Nullable AccountDetails account,
            @Nullable Duration ahead) {}

    /** The types' properties, and what follows for the mapping. */
    public record MappingFound(
            List<ObjectMapping> mappings, @Nullable RuntimeException failure) {}

    private final Settings settings;
    private final Clock clock;
    private final JdkTransport transport = new JdkTransport(HubSpotSide.CONNECT);
    private final DatedTransport dated;

    public Examination(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.dated = new DatedTransport(transport, clock);
    }

    /** Asks HubSpot who we are. */
    public HubSpotFound hubSpot() {
        try {
            var account = HubSpotSide.client(settings, clock, dated, CallObserver.NONE)
                    .connect();
            return new HubSpotFound(null, account, dated.ahead());
        } catch (HubSpotException | ConfigurationException failed) {
            return new HubSpotFound(failed, null, dated.ahead());
        }
    }

    /** @throws dev.linchpin.database.sql.DatabaseException when it cannot be opened */
    public Database database(DatabaseSettings where) {
        return Database.examine(Connection.options(where), clock);
    }

    /** What is to be mapped, as far as HubSpot lets itself be asked. */
    public MappingFound mappings(AccountDetails account, Database database) {
        try {
            var client = HubSpotSide.client(settings, clock, dated, CallObserver.NONE);
            var types = HubSpotSide.types(settings);
            var customTypes = client.customTypes(types);
            var catalogues = HubSpotSide.catalogues(client, types);
            var hubSpot = new HubSpotSide(client, account, catalogues, customTypes, transport);
            var isCurrent = database.installation().isCurrent();
            var mappings = SideBySide.mappings(
                    settings,
                    hubSpot,
                    database,
                    type -> isCurrent ? database.verification().fields(type) : List.of());
            return new MappingFound(mappings, null);
        } catch (HubSpotException | ConfigurationException failed) {
            return new MappingFound(List.of(), failed);
        }
    }

    /** The tables that are to be kept for reference. */
    public List<ReferenceTable> references() {
        return settings.sync().reference().stream()
                .flatMap(reference -> reference.tables().stream())
                .toList();
    }

    @Override
    public void close() {
        transport.close();
    }
}
