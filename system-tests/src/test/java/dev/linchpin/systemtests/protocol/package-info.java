/**
 * The sync protocol, whole but without sockets: the production engine, client and SQL store against the simulated account, on
 * one clock that only the test moves, one step at a time. Here a write can be answered by nobody, an edit can fall between a
 * read and a write, and a process can die between any two calls.
 */
@NullMarked
package dev.linchpin.systemtests.protocol;

import org.jspecify.annotations.NullMarked;
