/** Lists of records, which HubSpot now calls segments, and who is in them. */
@NullMarked
package dev.linchpin.simulator.lists;

import org.jspecify.annotations.NullMarked;
