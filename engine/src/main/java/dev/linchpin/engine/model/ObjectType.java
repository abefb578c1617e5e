package dev.linchpin.engine.model;

import java.util.regex.Pattern;

/** A kind of record by HubSpot's plural name ({@code contacts}, {@code companies}, {@code deals}, ...). */
public record ObjectType(String name) implements Comparable<ObjectType> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_][a-z0-9_-]{0,99}");

    public static final ObjectType CONTACTS = new ObjectType("contacts");
    public static final ObjectType COMPANIES = new ObjectType("companies");

    /** @throws IllegalArgumentException unless the name is lower case letters, digits, dashes and underscores */
    public ObjectType {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not the name of an object type");
        }
    }

    @Override
    public int compareTo(ObjectType other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
