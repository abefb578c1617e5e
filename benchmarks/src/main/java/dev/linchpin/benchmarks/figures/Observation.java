package dev.linchpin.benchmarks.figures;

/**
 * What was seen beside the figures and has no aim, such as what a figure was computed from.
 *
 * @param name in words
 */
public record Observation(String name, String database, double value, String unit) {}
