package dev.linchpin.benchmarks.measure;

import dev.linchpin.benchmarks.figures.Measured;
import dev.linchpin.benchmarks.figures.Percentiles;
import dev.linchpin.benchmarks.site.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./linchpin serve} on the database that the load has filled, from when the process is started until it says that it is ready:
 * the launcher and, if there is one, the cache of loaded classes included. The first start may have to build and does not count.
 */
final class StartToReady implements Measurement {

    @Override
    public String title() {
        return "start to ready";
    }

    @Override
    public void run(Bench bench, Site site) throws Exception {
        site.account().limits("off", Duration.ZERO);
        int starts = bench.sizes().starts();
        var millis = new ArrayList<Double>();
        try (var task = bench.progress().begin(title(), starts)) {
            start(bench.home(), site);
            for (int number = 1; number <= starts; number++) {
                millis.add(start(bench.home(), site).toNanos() / 1e6);
                task.to(number);
            }
        }
        bench.found(Measured.START_TO_READY_MS, new Percentiles(millis).median());
    }

    /** Without a launcher, which tests of mere classes do not have, plain Java starts it. */
    private static Duration start(@Nullable Path home, Site site) throws Exception {
        var launcher = home == null ? null : home.resolve("linchpin");
        var server = launcher != null && Files.isExecutable(launcher) ? site.serveBy(launcher) : site.serve();
        var took = server.sinceProcessStart();
        site.stop();
        return took;
    }
}
