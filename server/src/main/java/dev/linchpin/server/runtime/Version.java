package dev.linchpin.server.runtime;

/** Which Linchpin this is. */
public final class Version {
    private Version() {}

    public static String current() {
        var version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
