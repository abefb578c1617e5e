package dev.linchpin.benchmarks.measure;

import dev.linchpin.benchmarks.figures.Measured;
import dev.linchpin.benchmarks.figures.Series;
import dev.linchpin.benchmarks.site.BaselineScript;
import dev.linchpin.benchmarks.site.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * What most people write instead, on the same account under the same limits, with a database of its own on the same server. It has a
 * token of its own, so that Linchpin has used up nothing of its limits, and the machine to itself.
 */
final class Baseline implements Measurement {
    private final DoubleSupplier loadRate;
    private final DoubleSupplier pushRate;

    /**
     * @param loadRate Linchpin's records a second under the same limits
     * @param pushRate the same for pushing
     */
    Baseline(DoubleSupplier loadRate, DoubleSupplier pushRate) {
        this.loadRate = loadRate;
        this.pushRate = pushRate;
    }

    @Override
    public String title() {
        return "baseline";
    }

    @Override
    public void run(Bench bench, Site site) throws Exception {
        Path home = bench.home();
        if (home == null) {
            throw new IOException("the script is not at hand; run ./linchpin bench from Linchpin's sources");
        }
        var script = BaselineScript.install(home.resolve("benchmarks/baseline"));
        try (var rows = site.rows()) {
            var properties = rows.properties();
            site.stop();
            site.account().limits(LoadUnderLimits.PLAN, LoadUnderLimits.LATENCY);
            try (var task = bench.progress().begin(title(), 1)) {
                var rates = script.run(site, properties, bench.sizes().baseline());
                task.to(1);
                bench.saw("baseline's load under HubSpot's limits", rates.loaded(), "records/s");
                bench.saw("baseline's push under HubSpot's limits", rates.pushed(), "records/s");
                double contacts = bench.sizes().limited();
                bench.drew(
                        Series.Plot.LOAD,
                        "baseline, at its rate",
                        List.of(new Series.Point(0, 0), new Series.Point(contacts / rates.loaded(), contacts)));
                bench.found(Measured.BASELINE_LOAD_RATIO, loadRate.getAsDouble() / rates.loaded());
                bench.found(Measured.BASELINE_PUSH_RATIO, pushRate.getAsDouble() / rates.pushed());
            }
        }
    }
}
