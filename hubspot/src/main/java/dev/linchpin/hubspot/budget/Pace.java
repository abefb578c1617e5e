package dev.linchpin.hubspot.budget;

/** How a call that is first in line takes from its window. */
enum Pace {
    /** As soon as there is a slot: somebody sits and waits. */
    AT_ONCE,
    /** In a burst of up to half the window; then spread over the time until slots come back, so that it never runs dry. */
    PROMPT,
    /** Evenly over the window from the first call on, leaving a reserve to the others. */
    EVEN
}
