package dev.linchpin.engine.edges;

/** An edge that comes or goes. */
public record EdgeChange(Edge edge, boolean present) {}
