/** Imports of files: started by a call, carried out by HubSpot afterwards. */
@NullMarked
package dev.linchpin.simulator.imports;

import org.jspecify.annotations.NullMarked;
