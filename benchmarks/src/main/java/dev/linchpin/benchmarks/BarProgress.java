package dev.linchpin.benchmarks;

import dev.linchpin.benchmarks.measure.Progress;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar with rate and remaining time on standard error. */
final class BarProgress implements Progress {
    private static final int WIDTH = 100;

    private final String database;

    BarProgress(String database) {
        this.database = database;
    }

    @Override
    public Task begin(String what, long total) {
        // Where nobody watches a terminal, a line now and then is enough.
        var every = !isWatched() ? Duration.ofSeconds(10) : Duration.ofMillis(300);
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(String.format(Locale.ROOT, "%-10s %-22s", database, what))
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis((int) every.toMillis())
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .setMaxRenderedLength(WIDTH)
                .showSpeed()
                .build();
        return new Task() {
            @Override
            public void to(long done) {
                bar.stepTo(done);
            }

            @Override
            public void close() {
                bar.close();
            }
        };
    }

    @SuppressWarnings("SystemConsoleNull") // it is null again since JDK 25 where there is no terminal
    private static boolean isWatched() {
        var console = System.console();
        return console != null && console.isTerminal();
    }
}
