package dev.linchpin.engine.store;

import dev.linchpin.engine.model.RowKey;

/**
 * What SQL says about one edge of a row.
 *
 * @param to the key of the other end's row, which need not be there
 * @param kind see {@link dev.linchpin.engine.model.EdgeMapping#kind}
 */
public record EdgeRow(RowKey to, String kind) {}
