package dev.linchpin.server.cli;

/** What commands end with, for scripts. */
enum ExitCode {
    OK(0),
    /** Something unforeseen, or the command did not reach its aim. */
    FAILURE(1),
    /** The command line or the configuration is wrong. */
    CONFIGURATION(2),
    /** HubSpot refuses the token, or the token lacks a scope. */
    REFUSED_BY_HUBSPOT(3),
    /** HubSpot cannot be reached, or asks to be left alone. */
    HUBSPOT_UNAVAILABLE(4),
    /** The database cannot be opened or written to. */
    DATABASE(5),
    /** The address to listen on is taken or not this machine's. */
    ADDRESS(6),
    /** Another process runs this connection. */
    OWNED_BY_ANOTHER(7),
    /** The two sides differ in something that nothing explains. */
    DIFFERENT(8);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
