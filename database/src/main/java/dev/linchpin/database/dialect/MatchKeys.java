package dev.linchpin.database.dialect;

/** The part of the match keys that all products write alike. */
final class MatchKeys {
    private MatchKeys() {}

    /**
     * A web address without scheme and {@code www.}, in which the first slash ends the host, behind a bar that stands for
     * its beginning. Written so that the expression is not repeated, because it ends up in indexes.
     */
    static String markedHost(String lowerCaseAddress) {
        var host = "'|' || " + lowerCaseAddress;
        for (var prefix : new String[] {"https://", "http://", "www."}) {
            host = "replace(" + host + ", '|" + prefix + "', '|')";
        }
        return "replace(replace(" + host + ", '?', '/'), '#', '/')";
    }
}
