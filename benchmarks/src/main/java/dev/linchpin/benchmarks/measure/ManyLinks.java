package dev.linchpin.benchmarks.measure;

import dev.linchpin.benchmarks.figures.Measured;
import dev.linchpin.benchmarks.site.Account;
import dev.linchpin.benchmarks.site.Rows;
import dev.linchpin.benchmarks.site.Site;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Loads so many contacts with a heap of 256 MB and makes a bulk change on each side: what a change then costs in calls and in the
 * server's processor time should not depend on how many links there are. A server that runs out of memory ends.
 */
final class ManyLinks implements Measurement {
    private static final int HEAP_MEGABYTES = 256;

    private final int links;
    private final boolean isMost;
    private final Costs costs;

    /**
     * @param isMost whether no more links are tried, so that the heap was enough
     * @param costs where the costs of a change go
     */
    ManyLinks(int links, boolean isMost, Costs costs) {
        this.links = links;
        this.isMost = isMost;
        this.costs = costs;
    }

    @Override
    public String title() {
        return String.format(Locale.ROOT, "%,d links", links);
    }

    @Override
    public void run(Bench bench, Site site) throws Exception {
        site.account().limits("off", Duration.ZERO);
        site.serve("-Xmx" + HEAP_MEGABYTES + "m");
        try (var rows = site.rows()) {
            var load =
                    Watch.until(bench, site, title() + ", load", site.server().readyAt(), links, rows::linked);
            bench.saw("load of " + title() + " with a small heap", links / load.seconds(), "records/s");
            Watch.untilQuiet(site);
            Watch.untilAtRest(site);
            var pairs = rows.pairs(Math.min(bench.sizes().changes(), links));
            pull(bench, site, rows, pairs);
            push(bench, site, rows, pairs);
        }
        bench.saw("memory of the server with " + title(), site.server().residentMegabytes(), "MB");
        if (isMost) {
            bench.found(Measured.HEAP_LIMIT_MB_AT_1M_LINKS, HEAP_MEGABYTES);
        }
    }

    private void pull(Bench bench, Site site, Rows rows, List<Rows.Pair> pairs) throws Exception {
        var ids = pairs.stream().map(Rows.Pair::hubspotId).toList();
        long last = pairs.getLast().key();
        var count = CallCount.begin(site);
        var before = site.server().processorTime();
        long began = System.nanoTime();
        int others = site.account().update(ids, "city", "Pulled");
        Watch.until(bench, site, title() + ", pull", began, ids.size(), () -> rows.countUpTo(last, "city", "Pulled"));
        tell(bench, site, "from HubSpot", count, before, ids.size(), others);
    }

    private void push(Bench bench, Site site, Rows rows, List<Rows.Pair> pairs) throws Exception {
        var account = site.account();
        var count = CallCount.begin(site);
        var before = site.server().processorTime();
        rows.changeUpTo(pairs.getLast().key(), "city", "Pushed");
        Watch.until(
                bench,
                site,
                title() + ", push",
                System.nanoTime(),
                pairs.size(),
                () -> Account.written(account.stats()));
        tell(bench, site, "from SQL", count, before, pairs.size(), 0);
    }

    private void tell(Bench bench, Site site, String way, CallCount count, Duration before, int changes, int others)
            throws Exception {
        Watch.untilSilent(site);
        double milliseconds = site.server().processorTime().minus(before).toNanos() / 1e6 / changes;
        var calls = count.end(changes, others);
        costs.add(way, links, calls.direct(), milliseconds);
        bench.saw("calls for 1,000 changes " + way + " among " + title(), calls.direct(), "calls");
        bench.saw("processor time for a change " + way + " among " + title(), milliseconds, "ms");
    }
}
