package dev.linchpin.server.conflicts;

import dev.linchpin.engine.hubspot.HubSpot;
import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.PropertyChange;
import dev.linchpin.engine.hubspot.ReadRequest;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Inspection.ConflictView;
import dev.linchpin.server.api.MappedTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who changed a field in HubSpot last, from the property's history. Thread-safe. */
public final class LastEdits {
    private static final Logger LOG = LoggerFactory.getLogger(LastEdits.class);

    /** People wait for the conflict, and less for this. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HubSpot hubSpot;
    private final MappedTypes types;

    public LastEdits(HubSpot hubSpot, MappedTypes types) {
        this.hubSpot = hubSpot;
        this.types = types;
    }

    /**
     * Of the value that the conflict shows as HubSpot's; the last edit where the value has moved since.
     *
     * @param by for people
     */
    record LastEdit(Instant at, String by) {}

    /** Empty when HubSpot does not answer soon, or knows of no change. One call. */
    Optional<LastEdit> of(ConflictView view) {
        var record = view.record();
        var field = types.find(view.type().name())
                .map(mapping -> mapping.shownInHubSpot().get(view.conflict().field()));
        return record == null || field.isEmpty()
                ? Optional.empty()
                : of(
                        ask(view.type(), record, field.get()),
                        field.get(),
                        view.conflict().hubspot());
    }

    private static Optional<LastEdit> of(List<PropertyChange> history, Field field, Value shown) {
        return history.stream()
                .filter(change -> field.type().read(change.value()).equals(shown))
                .findFirst()
                .or(() -> history.stream().findFirst())
                .map(change -> new LastEdit(change.at(), author(change)));
    }

    /** HubSpot's words are {@code CRM_UI userId:7}, {@code INTEGRATION 4711}, {@code IMPORT 9} and many more. */
    private static String author(PropertyChange change) {
        if (change.ours()) {
            return "Linchpin";
        }
        var words = change.source().split(" ", 2);
        var id = words.length == 2 ? words[1] : "";
        return switch (words[0]) {
            case "CRM_UI" -> id.startsWith("userId:") ? "user " + id.substring(7) : "somebody in HubSpot";
            case "INTEGRATION", "API" -> ("integration " + id).strip();
            case "IMPORT" -> ("import " + id).strip();
            case "" -> "HubSpot";
            default -> words[0].toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    private List<PropertyChange> ask(ObjectType type, HubSpotId record, Field field) {
        var request = ReadRequest.byId(type, List.of(record), List.of(field.property()))
                .withHistoryOf(List.of(field.property()));
        var asking = new FutureTask<>(() -> hubSpot.read(request, Lane.PERSON));
        var thread = Thread.ofVirtual().name("last-edit").start(asking);
        try {
            var found = asking.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return found.values().stream()
                    .findFirst()
                    .map(read -> read.historyOf(field.property()))
                    .orElse(List.of());
        } catch (TimeoutException slow) {
            thread.interrupt();
            return List.of();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof HubSpotException away) {
                LOG.debug("HubSpot did not tell who changed a field: {}", away.getMessage());
                return List.of();
            }
            throw failed.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
