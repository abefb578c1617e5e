package dev.linchpin.benchmarks.measure;

import dev.linchpin.benchmarks.figures.Measured;
import dev.linchpin.benchmarks.site.Account;
import dev.linchpin.benchmarks.site.Site;

/** Many rows that HubSpot does not know are inserted at once: the calls until it has them all and the echoes are over. */
final class CallsCreated implements Measurement {

    @Override
    public String title() {
        return "calls for creating";
    }

    @Override
    public void run(Bench bench, Site site) throws Exception {
        int changes = bench.sizes().changes();
        var account = site.account();
        try (var rows = site.rows()) {
            long before = Account.contacts(account.stats());
            var count = CallCount.begin(site);
            rows.insert(changes, "created");
            Watch.until(
                    bench, site, title(), System.nanoTime(), changes, () -> Account.contacts(account.stats()) - before);
            var calls = count.end(changes, 0);
            bench.found(Measured.CALLS_PER_1000_CREATED, calls.direct());
            bench.saw("deferred audits for 1,000 created", calls.audits(), "calls");
        }
    }
}
