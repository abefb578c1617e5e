package dev.linchpin.engine.store;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Links that come to be whole, many at once. Of no use once its {@link Transaction} has ended. */
public interface BulkLinks {
    /**
     * Stores whole links that are in step as of now, without a mark.
     *
     * @param links without numbers
     * @return those that were stored, numbered; absent are those whose row or record another link holds
     */
    List<Link> begin(Collection<Link> links);

    /**
     * Makes stored half links whole, as {@link Transaction#join} does, and stores them as they are given.
     *
     * @param mine the links that the caller itself has claimed
     * @return the numbers of those that are whole now
     */
    Set<Long> complete(Collection<Link> links, Set<Long> mine);
}
