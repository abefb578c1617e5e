/**
 * The proof of the promises: random histories of people, faults and crashes, each decided by one seed, played in virtual time
 * and judged afterwards.
 */
@NullMarked
package dev.linchpin.torture;

import org.jspecify.annotations.NullMarked;
