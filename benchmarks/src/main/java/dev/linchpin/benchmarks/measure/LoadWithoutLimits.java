package dev.linchpin.benchmarks.measure;

import dev.linchpin.benchmarks.figures.Measured;
import dev.linchpin.benchmarks.site.Site;
import java.time.Duration;

/** The initial load from an account that answers at once and without limits: how fast Linchpin and the database are. */
final class LoadWithoutLimits implements Measurement {

    @Override
    public String title() {
        return "load without limits";
    }

    @Override
    public void run(Bench bench, Site site) throws Exception {
        int contacts = bench.sizes().records();
        site.account().limits("off", Duration.ZERO);
        try (var rows = site.rows()) {
            var before = site.serve().processorTime();
            var course = Watch.until(bench, site, title(), site.server().readyAt(), contacts, rows::linked);
            bench.found(Measured.INITIAL_LOAD_RECORDS_PER_SECOND, contacts / course.seconds());
            bench.sawProcessorTime(title(), site, before, contacts);
        }
        Watch.untilQuiet(site);
    }
}
