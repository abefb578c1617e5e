package dev.linchpin.hubspot.account;

import dev.linchpin.engine.hubspot.PropertyChange.Author;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Which of HubSpot's apps we are, so that our own writes can be told from everybody else's: HubSpot names the app that made
 * a change by its id. Configured, or learned from HubSpot at the start.
 *
 * <p>As long as it is unknown, <em>nothing</em> counts as ours for certain. Another integration's edit taken for our own would
 * be lost unseen; our own write taken for another's at worst raises a conflict that need not have been.
 *
 * <p>Thread-safe.
 */
public final class OwnApp {
    private final AtomicReference<@Nullable String> id;

    /** @param id the app's id as digits; null when it is not known yet */
    public OwnApp(@Nullable String id) {
        this.id = new AtomicReference<>(id == null || id.isBlank() ? null : id.strip());
    }

    public @Nullable String id() {
        return id.get();
    }

    /** What HubSpot says counts only where nothing was configured. */
    void learned(String appId) {
        id.compareAndSet(null, appId);
    }

    /**
     * Whether this app made the change.
     *
     * @param source HubSpot's word for the kind of source; changes through the API carry {@code INTEGRATION} or {@code API}
     * @param sourceId the app's id for those
     */
    public boolean wrote(String source, String sourceId) {
        return author(source, sourceId) == Author.US;
    }

    /** Whose change it was; parameters as of {@link #wrote}. */
    public Author author(String source, String sourceId) {
        if (!source.equals("INTEGRATION") && !source.equals("API")) {
            return Author.ANOTHER;
        }
        var own = id.get();
        if (own == null) {
            return Author.PERHAPS_US;
        }
        return own.equals(sourceId) ? Author.US : Author.ANOTHER;
    }
}
