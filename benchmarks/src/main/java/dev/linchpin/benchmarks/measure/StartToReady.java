package dev.linchpin.benchmarks.measure;

import dev.linchpin.benchmarks.figures.Measured;
import dev.linchpin.benchmarks.figures.Percentiles;
import dev.linchpin.benchmarks.site.ServerProcess;
import dev.linchpin.benchmarks.site.Site;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;

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
        var home = bench.home();
        // Without a launcher, which tests of mere classes do not have, plain Java starts it.
        Start start = home == null ? site::serve : () -> site.serveBy(home.resolve("linchpin"));
        var millis = new ArrayList<Double>();
        try (var task = bench.progress().begin(title(), starts)) {
            if (home != null) {
                start.start();
            }
            for (int number = 1; number <= starts; number++) {
                site.stop();
                millis.add(start.start().sinceProcessStart().toNanos() / 1e6);
                task.to(number);
            }
        }
        bench.found(Measured.START_TO_READY_MS, new Percentiles(millis).median());
    }

    /** Starts the server. */
    @FunctionalInterface
    private interface Start {
        ServerProcess start() throws IOException;
    }
}
