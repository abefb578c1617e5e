/** The account's heart: object types, properties, records with their history, and the rules for writing them. */
@NullMarked
package dev.linchpin.simulator.crm;

import org.jspecify.annotations.NullMarked;
