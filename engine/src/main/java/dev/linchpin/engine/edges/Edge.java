package dev.linchpin.engine.edges;

/**
 * One association of a link, as a set element. It names the other end by its link, because row keys change and records merge.
 *
 * @param to the other end's link
 * @param kind see {@link dev.linchpin.engine.model.EdgeMapping#kind}
 */
public record Edge(long to, String kind) {}
