/** The dashboard as people use it: in a real browser, against a real server and a simulated HubSpot. */
@NullMarked
package dev.linchpin.systemtests.dashboard;

import org.jspecify.annotations.NullMarked;
