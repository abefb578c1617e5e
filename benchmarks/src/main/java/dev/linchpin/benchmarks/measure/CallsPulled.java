package dev.linchpin.benchmarks.measure;

import dev.linchpin.benchmarks.figures.Measured;
import dev.linchpin.benchmarks.site.Rows;
import dev.linchpin.benchmarks.site.Site;

/** Another program changes many records in HubSpot at once: the calls until every row has the change. */
final class CallsPulled implements Measurement {

    @Override
    public String title() {
        return "calls for pulling";
    }

    @Override
    public void run(Bench bench, Site site) throws Exception {
        int changes = Math.min(bench.sizes().changes(), bench.sizes().records());
        try (var rows = site.rows()) {
            var pairs = rows.pairs(changes);
            var ids = pairs.stream().map(Rows.Pair::hubspotId).toList();
            var count = CallCount.begin(site);
            long began = System.nanoTime();
            int others = site.account().update(ids, "city", "Pulled");
            var course = Watch.until(
                    bench,
                    site,
                    title(),
                    began,
                    changes,
                    () -> rows.countUpTo(pairs.getLast().key(), "city", "Pulled"));
            var calls = count.end(changes, others);
            bench.found(Measured.CALLS_PER_1000_PULLED, calls.direct());
            bench.saw("deferred audits for 1,000 pulled", calls.audits(), "calls");
            bench.saw("pull of changed records without limits", changes / course.seconds(), "records/s");
        }
    }
}
