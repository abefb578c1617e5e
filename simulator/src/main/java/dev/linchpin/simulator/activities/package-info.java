/** Notes, calls, emails, meetings, tasks and messages: what HubSpot does to them and, because of them, to other records. */
@NullMarked
package dev.linchpin.simulator.activities;

import org.jspecify.annotations.NullMarked;
