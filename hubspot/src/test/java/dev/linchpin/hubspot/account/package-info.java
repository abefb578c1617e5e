@NullMarked
package dev.linchpin.hubspot.account;

import org.jspecify.annotations.NullMarked;
