/** What is measured, each as a process of its own: a simulated HubSpot, a database, and the server between them. */
@NullMarked
package dev.linchpin.benchmarks.site;

import org.jspecify.annotations.NullMarked;
