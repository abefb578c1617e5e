package dev.linchpin.benchmarks.figures;

import java.util.List;

/**
 * Points of one line of a plot.
 *
 * @param plot the plot that it belongs to
 * @param name what the line is called beside it
 * @param points from left to right
 */
public record Series(Plot plot, String name, String database, List<Point> points) {

    public Series {
        points = List.copyOf(points);
    }

    /** A place on a plot. */
    public record Point(double x, double y) {}

    /** The plots there are, each with what its axes mean. */
    public enum Plot {
        LOAD("Initial load under HubSpot's limits", "seconds", "records"),
        LATENCY("How long a change takes, API latency included", "milliseconds", "share of changes"),
        COST("Calls for 1,000 changes, by the number of links", "links", "calls"),
        PROCESSOR("Processor time for a change, by the number of links", "links", "milliseconds");

        private final String title;
        private final String x;
        private final String y;

        Plot(String title, String x, String y) {
            this.title = title;
            this.x = x;
            this.y = y;
        }

        public String title() {
            return title;
        }

        /** What the horizontal axis shows. */
        public String x() {
            return x;
        }

        /** What the vertical axis shows. */
        public String y() {
            return y;
        }
    }
}
