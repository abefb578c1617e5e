/** Reading and writing JSON the one way that the whole module does it. */
@NullMarked
package dev.linchpin.hubspot.json;

import org.jspecify.annotations.NullMarked;
