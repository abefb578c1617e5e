/** Keeps read-only tables of what records refer to: pipelines and stages, owners, lists and who is in them. */
@NullMarked
package dev.linchpin.engine.reference;

import org.jspecify.annotations.NullMarked;
