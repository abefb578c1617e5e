/**
 * The model, the merge, the sync loops, and the ports to the two sides. No SQL, HTTP, JSON or HubSpot path here.
 *
 * <p>{@code model} is what is synchronised; {@code merge} decides about one field, purely; {@code hubspot} and {@code store}
 * are the ports; {@code cycle} reads, merges and writes marked records; {@code feed} finds out what to mark; {@code audit}
 * looks for edits that our writes hid; {@code desk} is what people may do. {@link dev.linchpin.engine.Engine} puts them
 * together.
 */
@NullMarked
package dev.linchpin.engine;

import org.jspecify.annotations.NullMarked;
