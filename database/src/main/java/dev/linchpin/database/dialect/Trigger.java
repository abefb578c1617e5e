package dev.linchpin.database.dialect;

/**
 * A trigger of the change capture.
 *
 * @param table the table it sits on, in a spelling of its own that is the same for the same table
 * @param definition what the catalogue shows of it once installed; two triggers are the same iff this is equal
 * @param content what the catalogue shows of what it calls; empty where it does all itself
 * @param create the statement that makes it; empty for one that was found installed
 * @param refresh the statement that has the same trigger do what {@code content} tells; empty where there is none
 * @param drop the statement that removes it
 * @param isFixed it was found installed, and this role may not change it
 */
public record Trigger(
        String table,
        String name,
        String definition,
        String content,
        String create,
        String refresh,
        String drop,
        boolean isFixed) {

    /** One that does all itself. */
    public Trigger(String table, String name, String definition, String create, String drop) {
        this(table, name, definition, "", create, "", drop, false);
    }
}
