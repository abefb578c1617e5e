/** Exports to files: started by a call, carried out by HubSpot afterwards, downloaded by a signed address. */
@NullMarked
package dev.linchpin.simulator.exports;

import org.jspecify.annotations.NullMarked;
