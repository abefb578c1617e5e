package dev.linchpin.benchmarks.measure;

import dev.linchpin.benchmarks.site.Site;

/** One thing that is measured. */
public interface Measurement {

    /** What, in a few words. */
    String title();

    /** Measures it; the site is left as the next measurement finds it. */
    void run(Bench bench, Site site) throws Exception;
}
