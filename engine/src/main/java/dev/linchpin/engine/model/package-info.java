/** What is synchronised: object types, fields, values and the mapping between the two sides. */
@NullMarked
package dev.linchpin.engine.model;

import org.jspecify.annotations.NullMarked;
