package dev.linchpin.engine.store;

/** Another process has taken over this connection: whatever this one had claimed is void, and it must stop. */
public final class OwnershipLostException extends RuntimeException {
    public OwnershipLostException(String message) {
        super(message);
    }
}
