package dev.linchpin.server.http;

import io.javalin.security.RouteRole;

/** Which routes may be called without the API key: those that say so when they are added, and no others. */
public enum Access implements RouteRole {
    WITHOUT_KEY
}
