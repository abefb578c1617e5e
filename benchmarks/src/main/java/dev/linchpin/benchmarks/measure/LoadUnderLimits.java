package dev.linchpin.benchmarks.measure;

import dev.linchpin.benchmarks.figures.Measured;
import dev.linchpin.benchmarks.figures.Series;
import dev.linchpin.benchmarks.site.Site;
import java.time.Duration;
import java.util.List;

/**
 * The initial load of an account with the limits and the latency that HubSpot has, from the moment that the server is ready
 * until every contact has its row. The ceiling is a hundred records for each call that the limits allow.
 */
final class LoadUnderLimits implements Measurement {
    static final Duration LATENCY = Duration.ofMillis(120);
    static final String PLAN = "professional";
    static final String RATE = "initial load under HubSpot's limits";
    private static final double WINDOW_SECONDS = 10;
    private static final int PAGE = 100;

    private double rate = Double.NaN;

    @Override
    public String title() {
        return "load under limits";
    }

    @Override
    public void run(Bench bench, Site site) throws Exception {
        int contacts = bench.sizes().limited();
        site.account().limits(PLAN, LATENCY);
        double ceiling = site.account().burstLimit() / WINDOW_SECONDS * PAGE;
        site.account().forgetStats();
        try (var rows = site.rows()) {
            site.serve();
            var course = Watch.until(bench, site, title(), site.server().readyAt(), contacts, rows::linked);
            rate = contacts / course.seconds();
            bench.found(Measured.INITIAL_LOAD_SHARE_OF_CEILING, rate / ceiling);
            bench.saw(RATE, rate, "records/s");
            bench.drew(Series.Plot.LOAD, "Linchpin", course.course());
            bench.drewBound(
                    Series.Plot.LOAD,
                    "ceiling",
                    List.of(new Series.Point(0, 0), new Series.Point(contacts / ceiling, contacts)));
        }
        Watch.untilQuiet(site);
    }

    /** Records a second; not a number before it was measured. */
    double rate() {
        return rate;
    }
}
