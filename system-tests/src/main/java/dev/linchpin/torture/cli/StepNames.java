package dev.linchpin.torture.cli;

import dev.linchpin.torture.mishaps.Mishap;
import dev.linchpin.torture.people.Deed;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;

/** Everything that people do and that goes wrong, for the help. */
final class StepNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Stream.concat(
                        Arrays.stream(Deed.values()).map(Deed::name),
                        Arrays.stream(Mishap.values()).map(Mishap::name))
                .iterator();
    }
}
