/** What Linchpin puts into a database, told and taken away: nothing here needs Linchpin to have worked there. */
@NullMarked
package dev.linchpin.database.installation;

import org.jspecify.annotations.NullMarked;
