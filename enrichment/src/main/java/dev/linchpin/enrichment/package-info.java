/** Importers and enrichers. Nothing is built here yet; the room exists so that its dependency rule does. */
@NullMarked
package dev.linchpin.enrichment;

import org.jspecify.annotations.NullMarked;
