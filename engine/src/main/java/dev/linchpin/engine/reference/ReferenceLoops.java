package dev.linchpin.engine.reference;

import dev.linchpin.engine.Loop;
import dev.linchpin.engine.hubspot.ReferenceData;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Store;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Puts together the loops that keep reference tables. */
public final class ReferenceLoops {
    private ReferenceLoops() {}

    /**
     * @param types whose pipelines are kept
     * @param every how often each is refreshed
     */
    public static List<Loop> of(
            ReferenceData hubspot, Store store, Collection<Reference> wanted, List<ObjectType> types, Duration every) {
        return wanted.stream()
                .distinct()
                .<Loop>map(reference -> new ReferenceLoop(
                        reference,
                        switch (reference) {
                            case PIPELINES -> new Pipelines(hubspot, store, types);
                            case OWNERS -> new Owners(hubspot, store);
                            case LISTS -> new Lists(hubspot, store);
                        },
                        every))
                .toList();
    }
}
