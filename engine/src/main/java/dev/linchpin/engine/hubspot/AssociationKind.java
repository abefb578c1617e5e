package dev.linchpin.engine.hubspot;

/**
 * One way in which HubSpot associates records of one type with those of another, in that direction.
 *
 * @param name as an {@link dev.linchpin.engine.model.EdgeMapping} names it: empty for the plain one, {@code primary}, or the
 *     text of the label
 * @param category HubSpot's word for who defined it
 * @param typeId HubSpot's number for it, unique within the category
 * @param exclusive a record has at most one, and setting another ends the former
 */
public record AssociationKind(String name, String category, int typeId, boolean exclusive) {
    public boolean isPlain() {
        return name.isEmpty();
    }
}
