package dev.linchpin.benchmarks.measure;

import dev.linchpin.benchmarks.figures.Measured;
import dev.linchpin.benchmarks.site.Account;
import dev.linchpin.benchmarks.site.Site;

/** One statement changes many linked rows: the calls until HubSpot has every change and its echoes are over. */
final class CallsPushed implements Measurement {

    @Override
    public String title() {
        return "calls for pushing";
    }

    @Override
    public void run(Bench bench, Site site) throws Exception {
        int changes = Math.min(bench.sizes().changes(), bench.sizes().records());
        var account = site.account();
        try (var rows = site.rows()) {
            var pairs = rows.pairs(changes);
            var count = CallCount.begin(site);
            rows.changeUpTo(pairs.getLast().key(), "city", "Pushed");
            var course = Watch.until(
                    bench, site, title(), System.nanoTime(), changes, () -> Account.written(account.stats()));
            var calls = count.end(changes, 0);
            bench.found(Measured.CALLS_PER_1000_PUSHED, calls.direct());
            bench.saw("deferred audits for 1,000 pushed", calls.audits(), "calls");
            bench.saw("push of changed rows without limits", changes / course.seconds(), "records/s");
        }
    }
}
