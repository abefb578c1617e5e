package dev.linchpin.simulator.seed;

import dev.linchpin.simulator.crm.definitions.Property;
import java.util.List;
import java.util.SplittableRandom;

/** Random choices. */
final class Pick {

    private Pick() {}

    static <T> T from(List<T> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }

    /** One of a property's options; the string is the definition's own, so that records share it. */
    static String option(Property property, SplittableRandom random) {
        return from(property.options(), random).value();
    }

    /** One to three of a property's options, in their order. */
    static String options(Property property, SplittableRandom random) {
        int first = random.nextInt(property.options().size());
        StringBuilder chosen = new StringBuilder(property.options().get(first).value());
        for (int i = first + 1; i < property.options().size() && random.nextInt(3) == 0; i++) {
            chosen.append(';').append(property.options().get(i).value());
        }
        return chosen.toString();
    }

    static boolean oneIn(int chances, SplittableRandom random) {
        return random.nextInt(chances) == 0;
    }
}
