@NullMarked
package dev.linchpin.hubspot.webhooks;

import org.jspecify.annotations.NullMarked;
