package dev.linchpin.database.managed;

/**
 * A change that a mapped table needs.
 *
 * @param description one sentence for people
 * @param sql the statement that makes it
 */
public record Step(String description, String sql) {}
