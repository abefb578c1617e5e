package dev.linchpin.benchmarks.figures;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The figures that count, with their aims and with what is physically possible. Their names are what programs read. */
public enum Measured {
    INITIAL_LOAD_SHARE_OF_CEILING("share", Bound.LOWER, 0.95, 1),
    RATE_LIMITED_RESPONSES("responses", Bound.UPPER, 0, Double.NaN),
    INITIAL_LOAD_RECORDS_PER_SECOND("records/s", Bound.LOWER, 10_000, Double.NaN),
    INITIAL_PUSH_RECORDS_PER_SECOND("records/s", Bound.LOWER, 10_000, Double.NaN),
    /** A read of a hundred. */
    CALLS_PER_1000_PULLED("calls", Bound.UPPER, 10, 10),
    /** A read of a hundred and a write of a hundred. */
    CALLS_PER_1000_PUSHED("calls", Bound.UPPER, 20, 20),
    /** A write of a hundred. */
    CALLS_PER_1000_CREATED("calls", Bound.UPPER, 20, 10),
    SQL_TO_HUBSPOT_P50_MS("ms", Bound.UPPER, 50, Double.NaN),
    SQL_TO_HUBSPOT_P99_MS("ms", Bound.UPPER, 250, Double.NaN),
    HUBSPOT_TO_SQL_P50_MS("ms", Bound.UPPER, 50, Double.NaN),
    HUBSPOT_TO_SQL_P99_MS("ms", Bound.UPPER, 250, Double.NaN),
    START_TO_READY_MS("ms", Bound.UPPER, 1_500, Double.NaN),
    CAPTURE_COST_RATIO("times", Bound.UPPER, 1.5, Double.NaN),
    HEAP_LIMIT_MB_AT_1M_LINKS("MB", Bound.UPPER, 256, Double.NaN),
    BASELINE_LOAD_RATIO("times", Bound.LOWER, 2, Double.NaN),
    BASELINE_PUSH_RATIO("times", Bound.LOWER, 30, Double.NaN);

    private static final String SQLITE = "sqlite";
    private static final double EMBEDDED_RECORDS_PER_SECOND = 15_000;

    private final String unit;
    private final Bound bound;
    private final double aim;
    private final double ceiling;

    Measured(String unit, Bound bound, double aim, double ceiling) {
        this.unit = unit;
        this.bound = bound;
        this.aim = aim;
        this.ceiling = ceiling;
    }

    /** On which side of the aim a figure is to be. */
    private enum Bound {
        UPPER,
        LOWER
    }

    /** The figures of a run that leaves out what takes long, or of one that does not. */
    public static List<Measured> of(boolean quick) {
        return Stream.of(values())
                .filter(figure -> !quick || figure != HEAP_LIMIT_MB_AT_1M_LINKS)
                .toList();
    }

    /** What programs read. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** An embedded database has no network to cross, so more is asked of it. */
    private Aim aim(String database) {
        var isThroughput = this == INITIAL_LOAD_RECORDS_PER_SECOND || this == INITIAL_PUSH_RECORDS_PER_SECOND;
        return new Aim(
                isThroughput && database.equals(SQLITE) ? EMBEDDED_RECORDS_PER_SECOND : aim, bound == Bound.UPPER);
    }

    public Figure figure(String database, double value) {
        return new Figure(key(), database, value, unit, aim(database), ceiling);
    }
}
