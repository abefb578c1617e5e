package dev.linchpin.benchmarks.measure;

import dev.linchpin.benchmarks.figures.Measured;
import dev.linchpin.benchmarks.site.Account;
import dev.linchpin.benchmarks.site.Site;

/**
 * One statement that changes many linked rows, with HubSpot's limits and latency, from its commit until HubSpot has them all. It
 * follows the load at once, so the limits are not fresh. All calls that were refused since the load began are counted here.
 */
final class PushUnderLimits implements Measurement {
    static final String RATE = "push of changed rows under HubSpot's limits";

    private double rate = Double.NaN;

    @Override
    public String title() {
        return "push under limits";
    }

    @Override
    public void run(Bench bench, Site site) throws Exception {
        int changes = Math.min(bench.sizes().changes(), bench.sizes().limited());
        var account = site.account();
        try (var rows = site.rows()) {
            var pairs = rows.pairs(changes);
            long before = Account.written(account.stats());
            rows.changeUpTo(pairs.getLast().key(), "city", "Limited");
            var course = Watch.until(
                    bench, site, title(), System.nanoTime(), changes, () -> Account.written(account.stats()) - before);
            rate = changes / course.seconds();
            bench.saw(RATE, rate, "records/s");
        }
        Watch.untilQuiet(site);
        bench.found(Measured.RATE_LIMITED_RESPONSES, (double) Account.refusals(account.stats()));
    }

    /** Records a second; not a number before it was measured. */
    double rate() {
        return rate;
    }
}
