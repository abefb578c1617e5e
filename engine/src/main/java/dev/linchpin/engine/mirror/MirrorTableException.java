package dev.linchpin.engine.mirror;

/** A table cannot serve as a mirror as it is. The message is for people. */
public final class MirrorTableException extends RuntimeException {
    public MirrorTableException(String message) {
        super(message);
    }

    public MirrorTableException(String message, Throwable cause) {
        super(message, cause);
    }
}
