package dev.linchpin.server;

/** Starts Linchpin. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(arguments.length);
    }
}
