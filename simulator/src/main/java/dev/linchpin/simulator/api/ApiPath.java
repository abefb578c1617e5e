package dev.linchpin.simulator.api;

import dev.linchpin.simulator.crm.ObjectTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A path with its version taken out: {@code /crm/v3/objects/0-1/5} and {@code /crm/objects/2026-09/contacts/5} lead to the
 * same place.
 *
 * <p>Source: HubSpot docs, "Migration guide" (developers.hubspot.com/docs/api-reference/legacy/migration-guide).
 *
 * @param segments without the version, with the type's plural name
 */
record ApiPath(ApiVersion version, List<String> segments) {

    /** What the segments lead to, if they start with an API and a known version of it. */
    static Optional<ApiPath> of(List<String> called, ObjectTypes types) {
        if (called.size() >= 3 && called.getFirst().equals("crm")) {
            Optional<ApiVersion> dated = ApiVersion.of(called.get(2), false);
            Optional<ApiVersion> legacy = ApiVersion.of(called.get(1), true);
            return dated.map(version -> crm(version, called.get(1), called.subList(3, called.size()), types))
                    .or(() -> legacy.map(
                            version -> crm(version, called.get(2), called.subList(3, called.size()), types)));
        }
        if (called.size() >= 2 && called.getFirst().equals("account-info")) {
            return ApiVersion.of(called.get(1), true)
                    .or(() -> ApiVersion.of(called.get(1), false))
                    .map(version -> new ApiPath(version, without(called, 1)));
        }
        if (called.size() >= 2 && called.get(0).equals("oauth") && called.get(1).equals("v2")) {
            return Optional.of(new ApiPath(ApiVersion.V3, without(called, 1)));
        }
        return Optional.empty();
    }

    private static ApiPath crm(ApiVersion version, String api, List<String> rest, ObjectTypes types) {
        var segments = new ArrayList<String>(List.of("crm", api));
        segments.addAll(rest);
        if (segments.size() > 2) {
            segments.set(2, types.pluralOf(segments.get(2)));
        }
        return new ApiPath(version, segments);
    }

    private static List<String> without(List<String> segments, int index) {
        var rest = new ArrayList<>(segments);
        rest.remove(index);
        return rest;
    }

    /** The path in the form of the dated versions. */
    String canonical() {
        int at = segments.getFirst().equals("crm") ? 2 : 1;
        var all = new ArrayList<>(segments);
        all.add(at, version.slug());
        return "/" + String.join("/", all);
    }
}
