package dev.linchpin.hubspot.budget;

import java.time.Instant;

/** What waiting for the budget came to. */
public sealed interface Turn {
    /** The call may go now. */
    record Go(Permit permit) implements Turn {}

    /** @param earliest the call could go then at the earliest, which is later than it may be sent */
    record TooLate(Instant earliest) implements Turn {}
}
