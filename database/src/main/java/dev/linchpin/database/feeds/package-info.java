/** Where changes come from: the webhook inbox and the feeds' saved positions. */
@NullMarked
package dev.linchpin.database.feeds;

import org.jspecify.annotations.NullMarked;
