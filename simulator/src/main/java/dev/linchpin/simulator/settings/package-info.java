/** What can be changed about a running simulator. */
@NullMarked
package dev.linchpin.simulator.settings;

import org.jspecify.annotations.NullMarked;
