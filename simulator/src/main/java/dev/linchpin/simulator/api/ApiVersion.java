package dev.linchpin.simulator.api;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The versions of HubSpot's API that are simulated (HubSpot docs, "Versioning"). */
public enum ApiVersion {
    /** What people and browsers open: OAuth's authorize page, files to download. Such paths have no version. */
    UNVERSIONED(""),
    /** Only OAuth's oldest paths. */
    V1("v1"),
    /** Only the token information of private apps. */
    V2("v2"),
    /** Everything but associations in their present form. */
    V3("v3"),
    /** Associations. */
    V4("v4"),
    /** The first release of 2026. */
    SPRING_2026("2026-03"),
    /** The current release. */
    AUTUMN_2026("2026-09");

    /** The dated versions. */
    public static final Set<ApiVersion> DATED = Set.of(SPRING_2026, AUTUMN_2026);

    /** The versions that most of the API is mounted under. */
    public static final Set<ApiVersion> USUAL = Set.of(V3, SPRING_2026, AUTUMN_2026);

    private final String slug;

    ApiVersion(String slug) {
        this.slug = slug;
    }

    /** How it is spelled in a path. */
    public String slug() {
        return slug;
    }

    /** Whether it is one of the dated versions, which stand elsewhere in the path than the older ones. */
    public boolean isDated() {
        return DATED.contains(this);
    }

    /** Whether what administrators require is enforced on API writes, as it is from 2026-09 on. */
    public boolean enforcesWriteValidation() {
        return this == AUTUMN_2026;
    }

    static Optional<ApiVersion> of(String slug) {
        return Stream.of(values()).filter(version -> version.slug.equals(slug)).findFirst();
    }
}
