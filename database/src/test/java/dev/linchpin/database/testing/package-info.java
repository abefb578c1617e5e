/** What the contract tests share: real databases, a clock that is moved by hand, and a person with SQL. */
@NullMarked
package dev.linchpin.database.testing;

import org.jspecify.annotations.NullMarked;
