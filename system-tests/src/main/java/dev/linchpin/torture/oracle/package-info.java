/** Whether the promises were kept, judged from outside: shares nothing with the merge. */
@NullMarked
package dev.linchpin.torture.oracle;

import org.jspecify.annotations.NullMarked;
