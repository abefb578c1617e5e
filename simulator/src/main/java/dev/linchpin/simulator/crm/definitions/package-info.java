/** What an object type is made of: properties, groups, derived values, validation rules. */
@NullMarked
package dev.linchpin.simulator.crm.definitions;

import org.jspecify.annotations.NullMarked;
