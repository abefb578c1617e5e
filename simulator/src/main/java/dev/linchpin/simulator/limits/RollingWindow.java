package dev.linchpin.simulator.limits;

/** Allows so many calls in any stretch of time of a given length. Not thread-safe. */
final class RollingWindow {

    private final long lengthMillis;
    private long[] times = new long[16];
    private int first;
    private int size;

    RollingWindow(long lengthMillis) {
        this.lengthMillis = lengthMillis;
    }

    /** Calls that the window still has room for. */
    int remaining(int limit, long now) {
        forget(now);
        return Math.max(0, limit - size);
    }

    void record(long now) {
        if (size == times.length) {
            long[] larger = new long[size * 2];
            for (int i = 0; i < size; i++) {
                larger[i] = times[(first + i) % size];
            }
            times = larger;
            first = 0;
        }
        times[(first + size) % times.length] = now;
        size++;
    }

    private void forget(long now) {
        while (size > 0 && times[first] <= now - lengthMillis) {
            first = (first + 1) % times.length;
            size--;
        }
    }
}
