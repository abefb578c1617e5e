/** Events, their fan-out to subscriptions, and their delivery with retries and signatures. */
@NullMarked
package dev.linchpin.simulator.webhooks;

import org.jspecify.annotations.NullMarked;
