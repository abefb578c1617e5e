package dev.linchpin.simulator.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A path with its version taken out: {@code /crm/v3/objects/contacts/5} and {@code /crm/objects/2026-09/contacts/5} lead to
 * the same place. Immutable.
 *
 * <p>Source: HubSpot docs, "Migration guide" (developers.hubspot.com/docs/api-reference/legacy/migration-guide).
 *
 * @param segments without the version, in the form of the dated versions
 */
record ApiPath(ApiVersion version, List<String> segments) {

    /** APIs whose dated versions follow the second segment; those of others follow the first. */
    private static final Set<String> TWO_SEGMENTS = Set.of("crm", "webhooks-journal", "integrators");

    /** What older versions call differently: the beginning of their paths, and of the dated ones. */
    private static final Map<List<String>, List<String>> RENAMED = Map.of(
            List.of("crm", "schemas"), List.of("crm-object-schemas", "schemas"),
            List.of("webhooks"), List.of("app-webhooks"));

    /** What the segments lead to; without a known version where one belongs, they lead where no version is needed. */
    static ApiPath of(List<String> called) {
        if (called.size() >= 2) {
            Optional<ApiVersion> legacy = ApiVersion.of(called.get(1)).filter(version -> !version.isDated());
            if (legacy.isPresent()) {
                return new ApiPath(legacy.get(), renamed(without(called, 1)));
            }
            int at = TWO_SEGMENTS.contains(called.getFirst()) ? 2 : 1;
            if (at < called.size()) {
                boolean mayBeLegacy = called.getFirst().equals("webhooks-journal");
                Optional<ApiVersion> dated =
                        ApiVersion.of(called.get(at)).filter(version -> version.isDated() || mayBeLegacy);
                if (dated.isPresent()) {
                    return new ApiPath(dated.get(), without(called, at));
                }
            }
        }
        return new ApiPath(ApiVersion.UNVERSIONED, called);
    }

    /** A path in the form of the dated versions, with the version in its place. */
    static String canonical(ApiVersion version, List<String> segments) {
        if (version == ApiVersion.UNVERSIONED) {
            return "/" + String.join("/", segments);
        }
        int at = TWO_SEGMENTS.contains(segments.getFirst()) ? 2 : 1;
        var all = new ArrayList<>(segments);
        all.add(Math.min(at, all.size()), version.slug());
        return "/" + String.join("/", all);
    }

    /** A path as a version spells it; segments as {@link #of} answers them. */
    static String spelled(ApiVersion version, List<String> segments) {
        boolean alike = version == ApiVersion.UNVERSIONED || segments.getFirst().equals("webhooks-journal");
        if (version.isDated() || alike) {
            return canonical(version, segments);
        }
        var all = new ArrayList<>(segments);
        RENAMED.forEach((legacy, dated) -> {
            if (all.size() >= dated.size() && all.subList(0, dated.size()).equals(dated)) {
                all.subList(0, dated.size()).clear();
                all.addAll(0, legacy);
            }
        });
        all.add(1, version.slug());
        return "/" + String.join("/", all);
    }

    private static List<String> without(List<String> segments, int index) {
        var rest = new ArrayList<>(segments);
        rest.remove(index);
        return rest;
    }

    private static List<String> renamed(List<String> segments) {
        for (Map.Entry<List<String>, List<String>> entry : RENAMED.entrySet()) {
            int length = entry.getKey().size();
            if (segments.size() >= length && segments.subList(0, length).equals(entry.getKey())) {
                var all = new ArrayList<>(entry.getValue());
                all.addAll(segments.subList(length, segments.size()));
                return all;
            }
        }
        return segments;
    }
}
