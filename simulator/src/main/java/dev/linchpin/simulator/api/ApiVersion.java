package dev.linchpin.simulator.api;

import java.util.Optional;
import java.util.stream.Stream;

/** The versions of HubSpot's API that are simulated (HubSpot docs, "Versioning"). */
enum ApiVersion {
    V3("v3", true),
    SPRING_2026("2026-03", false),
    AUTUMN_2026("2026-09", false);

    private final String slug;
    private final boolean legacy;

    ApiVersion(String slug, boolean legacy) {
        this.slug = slug;
        this.legacy = legacy;
    }

    String slug() {
        return slug;
    }

    /** Whether what administrators require is enforced on API writes, as it is from 2026-09 on. */
    boolean enforcesWriteValidation() {
        return this == AUTUMN_2026;
    }

    /** A version by its slug; legacy ones stand elsewhere in the path than dated ones. */
    static Optional<ApiVersion> of(String slug, boolean legacy) {
        return Stream.of(values())
                .filter(version -> version.slug.equals(slug) && version.legacy == legacy)
                .findFirst();
    }
}
