/** Transactions and statements over JDBC, with one family of errors. */
@NullMarked
package dev.linchpin.database.sql;

import org.jspecify.annotations.NullMarked;
