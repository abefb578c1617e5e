package dev.linchpin.engine.store;

import java.util.Collection;
import java.util.List;

/** Links of rows and records that nothing was known of. Of no use once its {@link Transaction} has ended. */
public interface FirstLinks {
    /**
     * Stores whole links that are in step as of now, without a mark.
     *
     * @param links without numbers
     * @return those that were stored, numbered; absent are those whose row or record another link holds
     */
    List<Link> begin(Collection<Link> links);
}
