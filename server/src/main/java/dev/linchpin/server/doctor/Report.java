package dev.linchpin.server.doctor;

import dev.linchpin.database.managed.Step;
import java.util.List;
import java.util.Optional;

/**
 * What was found.
 *
 * @param needed what is still to be made in the database before Linchpin can run, in this order
 * @param grants what gives Linchpin's database user the rights it needs once that is made
 */
public record Report(List<Check> checks, List<Step> needed, List<Step> grants) {
    public Report {
        checks = List.copyOf(checks);
        needed = List.copyOf(needed);
        grants = List.copyOf(grants);
    }

    /** The first thing that keeps Linchpin from running. */
    public Optional<Check> problem() {
        return checks.stream()
                .filter(check -> check.state() == Check.State.PROBLEM)
                .findFirst();
    }
}
