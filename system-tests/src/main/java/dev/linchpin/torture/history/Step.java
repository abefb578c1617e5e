package dev.linchpin.torture.history;

/**
 * One step of a history: what somebody does or what goes wrong.
 *
 * @param number in the plan; what the step writes is told apart by it
 * @param at milliseconds since the beginning
 * @param what a {@link dev.linchpin.torture.people.Deed} or a {@link dev.linchpin.torture.mishaps.Mishap}, by name
 * @param seed of what is random in it
 */
public record Step(int number, long at, String what, long seed) {}
