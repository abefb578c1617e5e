package dev.linchpin.database.dialect;

/**
 * A trigger of the change capture.
 *
 * @param table the table it sits on, in a spelling of its own that is the same for the same table
 * @param definition what the catalogue shows of it once installed; two triggers do the same iff this is equal
 * @param create the statement that makes it; empty for one that was found installed
 * @param drop the statement that removes it
 */
public record Trigger(String table, String name, String definition, String create, String drop) {}
