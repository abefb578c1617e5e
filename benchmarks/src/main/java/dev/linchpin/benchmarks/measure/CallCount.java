package dev.linchpin.benchmarks.measure;

import dev.linchpin.benchmarks.site.Account;
import dev.linchpin.benchmarks.site.Site;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Counts the calls that one bulk change causes, from a site at rest to a site at rest, so with all that its echoes cause. Audits
 * that wait for spare time are counted apart: they read histories, which nothing else does here.
 */
final class CallCount {
    private static final Pattern WITH_HISTORY = Pattern.compile(
            "^hubspot_api_call_duration_seconds_count\\{[^}]*with history[^}]*} ([\\d.E+]+)$", Pattern.MULTILINE);

    private final Site site;
    private final double auditsBefore;

    private CallCount(Site site, double auditsBefore) {
        this.site = site;
        this.auditsBefore = auditsBefore;
    }

    /** The calls of a bulk change for each 1,000 records. */
    record Calls(double direct, double audits) {}

    static CallCount begin(Site site) throws IOException {
        site.account().forgetStats();
        return new CallCount(site, audits(site));
    }

    /** @param others calls that were made by others meanwhile */
    Calls end(int changes, int others) throws IOException {
        Watch.untilQuiet(site);
        var stats = site.account().stats();
        double audits = audits(site) - auditsBefore;
        double all = Account.calls(stats, route -> true) - others;
        return new Calls((all - audits) * 1_000 / changes, audits * 1_000 / changes);
    }

    private static double audits(Site site) throws IOException {
        return withHistory(site.server().metrics());
    }

    /** @param metrics what a server tells to Prometheus */
    static double withHistory(String metrics) {
        return WITH_HISTORY
                .matcher(metrics)
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(1)))
                .sum();
    }
}
