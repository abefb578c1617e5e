/** The account's heart: its records under one lock, how they are read and written, and who is told of changes. */
@NullMarked
package dev.linchpin.simulator.crm;

import org.jspecify.annotations.NullMarked;
