package dev.linchpin.simulator.api;

import java.util.Set;

/** What a caller must be allowed to. */
public sealed interface Access {

    /** No token is needed. */
    Access ANYBODY = new Anybody();

    /** The developer who owns the app that the path names by {@code {appId}}. */
    Access DEVELOPER = new Developer();

    /** Any token will do. */
    Access ANY_TOKEN = new Granted(Set.of());

    /** Reading records of every type that the path names. */
    Access READ_RECORDS = new OfTypes(Right.READ_RECORDS);

    /** Writing records of every type that the path names. */
    Access WRITE_RECORDS = new OfTypes(Right.WRITE_RECORDS);

    /** Reading the definitions of every type that the path names. */
    Access READ_DEFINITIONS = new OfTypes(Right.READ_DEFINITIONS);

    /** Changing the definitions of every type that the path names. */
    Access WRITE_DEFINITIONS = new OfTypes(Right.WRITE_DEFINITIONS);

    /** A token with any one of these scopes. */
    static Access anyOf(String... scopes) {
        return new Granted(Set.of(scopes));
    }

    /** No token is needed. */
    record Anybody() implements Access {}

    /** A developer's key in the query, or a token that may do everything. */
    record Developer() implements Access {}

    /**
     * A token with any one of these scopes.
     *
     * @param anyOf none for any token at all
     */
    record Granted(Set<String> anyOf) implements Access {}

    /** A right to every object type among the path's variables. */
    record OfTypes(Right right) implements Access {}

    /** What can be done with an object type. */
    enum Right {
        /** See records. */
        READ_RECORDS,
        /** Create, change, archive records. */
        WRITE_RECORDS,
        /** See properties, pipelines, labels. */
        READ_DEFINITIONS,
        /** Change properties, pipelines, labels. */
        WRITE_DEFINITIONS
    }
}
