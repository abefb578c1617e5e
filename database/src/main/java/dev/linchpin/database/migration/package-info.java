/** Linchpin's own tables: how they are made and brought up to date. */
@NullMarked
package dev.linchpin.database.migration;

import org.jspecify.annotations.NullMarked;
