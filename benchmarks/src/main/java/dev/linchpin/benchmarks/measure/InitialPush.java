package dev.linchpin.benchmarks.measure;

import dev.linchpin.benchmarks.figures.Measured;
import dev.linchpin.benchmarks.site.Account;
import dev.linchpin.benchmarks.site.Site;

/** Rows that HubSpot does not know, inserted in one transaction: from its commit until HubSpot has them all, without limits. */
final class InitialPush implements Measurement {

    @Override
    public String title() {
        return "initial push";
    }

    @Override
    public void run(Bench bench, Site site) throws Exception {
        int records = bench.sizes().records();
        var account = site.account();
        try (var rows = site.rows()) {
            long before = Account.contacts(account.stats());
            var processorTime = site.server().processorTime();
            rows.insert(records, "pushed");
            var course = Watch.until(
                    bench, site, title(), System.nanoTime(), records, () -> Account.contacts(account.stats()) - before);
            bench.found(Measured.INITIAL_PUSH_RECORDS_PER_SECOND, records / course.seconds());
            bench.sawProcessorTime(title(), site, processorTime, records);
        }
        Watch.untilQuiet(site);
    }
}
