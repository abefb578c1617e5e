package dev.linchpin.benchmarks.figures;

import java.util.List;

/**
 * Points of one line of a plot.
 *
 * @param plot the plot that it belongs to
 * @param name what the line is called beside it
 * @param points from left to right
 * @param isBound whether it shows what is possible and not what was measured
 */
public record Series(Plot plot, String name, String database, List<Point> points, boolean isBound) {

    public Series {
        points = List.copyOf(points);
    }

    /** A place on a plot. */
    public record Point(double x, double y) {}

    /** The plots there are, each with what its axes mean. */
    public enum Plot {
        LOAD("Initial load under HubSpot's limits", "seconds", "records", false),
        LATENCY("How long a change takes, API latency included", "milliseconds", "share of changes", true),
        COST("Calls for 1,000 changes, by the number of links", "links", "calls", true),
        PROCESSOR("Processor time for a change, by the number of links", "links", "milliseconds", true);

        private final String title;
        private final String x;
        private final String y;
        private final boolean isLogarithmic;

        Plot(String title, String x, String y, boolean isLogarithmic) {
            this.title = title;
            this.x = x;
            this.y = y;
            this.isLogarithmic = isLogarithmic;
        }

        public String title() {
            return title;
        }

        /** What the horizontal axis shows. */
        public String x() {
            return x;
        }

        /** Whether the horizontal axis is. */
        public boolean isLogarithmic() {
            return isLogarithmic;
        }

        /** What the vertical axis shows. */
        public String y() {
            return y;
        }
    }
}
