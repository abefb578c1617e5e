package dev.linchpin.torture.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What is random in one step of a history: decided by the step alone, so that the others can be left out. */
public final class Draw {
    private final SplittableRandom random;
    private final int step;
    private int values;

    public Draw(long seed, int step) {
        this.random = new SplittableRandom(seed);
        this.step = step;
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    public <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    public <T> Optional<T> anyOf(List<T> things) {
        return things.isEmpty() ? Optional.empty() : Optional.of(any(things));
    }

    /** So many of them, or all, in random order. */
    public <T> List<T> some(List<T> things, int count) {
        var left = new ArrayList<>(things);
        var drawn = new ArrayList<T>();
        while (drawn.size() < count && !left.isEmpty()) {
            drawn.add(left.remove(random.nextInt(left.size())));
        }
        return drawn;
    }

    /** A number that no other step draws, nor this one again. */
    int fresh() {
        return step * 1_000 + values++;
    }

    /** The seed of something that is to be random by itself. */
    public long seed() {
        return random.nextLong();
    }

    /** For a step within this one. */
    public Draw another() {
        return new Draw(random.nextLong(), step);
    }
}
