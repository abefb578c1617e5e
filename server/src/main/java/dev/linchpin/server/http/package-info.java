/**
 * The HTTP server without its endpoints: problems, bodies, keys, headers, the access log. Endpoints live with what they are
 * about and are handed in as {@link dev.linchpin.server.http.Endpoints}.
 */
@NullMarked
package dev.linchpin.server.http;

import org.jspecify.annotations.NullMarked;
