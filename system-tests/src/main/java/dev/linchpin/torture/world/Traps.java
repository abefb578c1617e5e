package dev.linchpin.torture.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What is to happen at moments to come. Each trap springs once. */
public final class Traps {
    /** A process at a moment, at the mercy of whoever set the trap. */
    public record Caught(LinchpinProcess process, Moment moment) {}

    private static final class Trap {
        final Predicate<Moment> fits;
        final Consumer<Caught> action;
        int skip;

        Trap(Predicate<Moment> fits, int skip, Consumer<Caught> action) {
            this.fits = fits;
            this.skip = skip;
            this.action = action;
        }
    }

    private final List<Trap> armed = new ArrayList<>();

    /** @param skip so many moments that fit pass by before it springs */
    public void set(Predicate<Moment> fits, int skip, Consumer<Caught> action) {
        armed.add(new Trap(fits, skip, action));
    }

    public void clear() {
        armed.clear();
    }

    void passed(LinchpinProcess process, Moment moment) {
        if (armed.isEmpty()) {
            return;
        }
        for (var trap : List.copyOf(armed)) {
            if (trap.fits.test(moment) && trap.skip-- == 0) {
                armed.remove(trap);
                trap.action.accept(new Caught(process, moment));
            }
        }
    }
}
