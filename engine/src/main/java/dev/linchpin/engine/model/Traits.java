package dev.linchpin.engine.model;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What is peculiar to an object type, beyond its fields.
 *
 * @param unique fields whose property holds a value of its own in each record, so that HubSpot finds a record by it
 * @param together groups of fields that mean something only together, the leading one first (a stage and its pipeline): they
 *     are decided as one, and sent in one write
 * @param settle how long news from HubSpot waits before it is worked on, because HubSpot's own workflows go on touching a
 *     fresh record for some seconds; a person's request does not wait
 * @param announced whether records that Linchpin creates carry a {@code linchpin_id}; without it a create whose answer is lost
 *     is told from others by what it holds
 * @param firstLink what holds where a row and a record that were just linked differ
 * @param whole whether each row also holds all properties of its record, mapped or not, as one document
 */
public record Traits(
        Set<String> unique,
        List<List<String>> together,
        Duration settle,
        boolean announced,
        FirstLink firstLink,
        boolean whole) {
    /** A type without any peculiarity. */
    public static final Traits NONE =
            new Traits(Set.of(), List.of(), Duration.ZERO, true, FirstLink.FILL_BLANKS, false);

    /** What holds where the two sides differ when they are linked for the first time; blanks are filled in any case. */
    public enum FirstLink {
        /** Each field's own policy. */
        FILL_BLANKS,
        HUBSPOT,
        DATABASE
    }

    public Traits {
        unique = Set.copyOf(unique);
        together = together.stream().map(List::copyOf).toList();
    }

    public Traits withUnique(Set<String> fields) {
        return new Traits(fields, together, settle, announced, firstLink, whole);
    }

    public Traits withTogether(List<List<String>> groups) {
        return new Traits(unique, groups, settle, announced, firstLink, whole);
    }

    public Traits withSettle(Duration time) {
        return new Traits(unique, together, time, announced, firstLink, whole);
    }

    /** Records of this type are created without a {@code linchpin_id}. */
    public Traits unannounced() {
        return new Traits(unique, together, settle, false, firstLink, whole);
    }

    public Traits withFirstLink(FirstLink who) {
        return new Traits(unique, together, settle, announced, who, whole);
    }

    /** Each row also holds all properties of its record. */
    public Traits asWhole() {
        return new Traits(unique, together, settle, announced, firstLink, true);
    }

    /** The fields that are decided together with this one, itself included. */
    public List<String> companions(String field) {
        return together.stream()
                .filter(group -> group.contains(field))
                .findFirst()
                .orElse(List.of(field));
    }
}
