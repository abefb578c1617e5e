package dev.linchpin.simulator.search;

/** Whole numbers between two ends, both included; none if the ends are in the wrong order. */
record Range(long low, long high) {

    static final Range EVERYTHING = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

    Range and(Range other) {
        return new Range(Math.max(low, other.low), Math.min(high, other.high));
    }

    boolean isDisjointFrom(Range other) {
        Range both = and(other);
        return both.low > both.high;
    }

    /** The numbers that pass a comparing filter. */
    static Range of(Operator operator, double first, double last) {
        return switch (operator) {
            case EQ -> new Range((long) Math.ceil(first), (long) Math.floor(first));
            case GT -> new Range((long) (Math.floor(first) + 1), Long.MAX_VALUE);
            case GTE -> new Range((long) Math.ceil(first), Long.MAX_VALUE);
            case LT -> new Range(Long.MIN_VALUE, (long) (Math.ceil(first) - 1));
            case LTE -> new Range(Long.MIN_VALUE, (long) Math.floor(first));
            case BETWEEN -> new Range((long) Math.ceil(first), (long) Math.floor(last));
            default -> throw new IllegalArgumentException(operator + " compares with no number");
        };
    }
}
