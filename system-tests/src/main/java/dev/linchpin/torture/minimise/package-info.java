/** From a history that breaks a promise to the few steps that do. */
@NullMarked
package dev.linchpin.torture.minimise;

import org.jspecify.annotations.NullMarked;
