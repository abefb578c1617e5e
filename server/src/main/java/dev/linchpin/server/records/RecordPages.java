package dev.linchpin.server.records;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.account.AccountDetails;
import dev.linchpin.hubspot.types.StandardTypes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where HubSpot shows records to people. Thread-safe. */
public final class RecordPages {
    private final String start;
    private final Map<String, String> idsByType = new HashMap<>();

    /** @param customTypes the account's own types by HubSpot's ids for them */
    public RecordPages(AccountDetails account, Map<String, ObjectType> customTypes) {
        start = account.uiDomain().isEmpty()
                ? ""
                : "https://" + account.uiDomain() + "/contacts/" + account.portalId() + "/record/";
        StandardTypes.BY_ID.forEach((id, name) -> idsByType.put(name, id));
        customTypes.forEach((id, type) -> idsByType.put(type.name(), id));
    }

    /** The address of a record's page; null without a record, or where HubSpot did not tell enough to know it. */
    public @Nullable String url(ObjectType type, @Nullable HubSpotId record) {
        var id = idsByType.get(type.name());
        return start.isEmpty() || id == null || record == null ? null : start + id + "/" + record.value();
    }
}
