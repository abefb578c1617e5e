package dev.linchpin.engine.cycle.identity;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.cycle.outcome.Next;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides, within one transaction, which record an unlinked row belongs to. A match counts only if it is one to one from both
 * sides and free; everything else that looks alike is a conflict naming both, never a duplicate and never a theft.
 */
public final class Matching {
    private static final Duration WHILE_OTHERS_WORK = Duration.ofMillis(200);

    private final Environment environment;
    private final ObjectMapping mapping;
    private final Transaction tx;
    private final Journal journal;
    private final Set<Long> mine;
    private Map<HubSpotId, Link> linksOfRecords = Map.of();
    private Namers namers = Namers.NONE;
    private Map<String, Link> linksOfLinchpinIds = Map.of();
    private Map<RowKey, Link> linksOfTwins = Map.of();
    private final Map<String, Set<String>> erased = new HashMap<>();
    private final Map<RowKey, Set<RowKey>> twins = new HashMap<>();
    private Set<Long> apart = Set.of();

    public Matching(Environment environment, ObjectMapping mapping, Transaction tx, Journal journal, Set<Long> mine) {
        this.environment = environment;
        this.mapping = mapping;
        this.tx = tx;
        this.journal = journal;
        this.mine = mine;
    }

    public sealed interface Match {}

    /** Nothing more to do for this row in this cycle. */
    public record Settled(Next next) implements Match {}

    /** No record is like it: it gets a new one. */
    public record Create() implements Match {}

    public void lookUp(
            Collection<Claim> claims, Map<RowKey, Row> rows, Map<String, Map<HubSpotId, HubSpotRecord>> candidates) {
        var records = candidates.values().stream()
                .flatMap(found -> found.values().stream())
                .toList();
        var ids = records.stream().flatMap(Matching::ids).distinct().toList();
        linksOfRecords = tx.linksByRecord(mapping.type(), ids);
        namers = Namers.of(mapping, tx, ids);
        linksOfLinchpinIds = tx.linksByLinchpinId(
                mapping.type(),
                records.stream()
                        .map(record -> record.property(Environment.LINCHPIN_ID))
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        var claimed = claims.stream()
                .map(claim -> claim.link().row())
                .filter(Objects::nonNull)
                .map(rows::get)
                .filter(Objects::nonNull)
                .toList();
        for (var name : mapping.identity()) {
            findTwins(name, claimed);
            findErased(name, claimed);
        }
        linksOfTwins = tx.linksByRow(
                mapping.type(),
                twins.values().stream().flatMap(Set::stream).distinct().toList());
        apart = tx.identities()
                .apart(Stream.concat(claims.stream().map(Claim::link), linksOfTwins.values().stream())
                        .map(Link::id)
                        .toList());
    }

    /** Under which a record goes and went. */
    private static Stream<HubSpotId> ids(HubSpotRecord record) {
        return Stream.concat(Stream.of(record.id()), record.absorbed().stream());
    }

    private void findErased(String name, List<Row> claimed) {
        var type = mapping.field(name).type();
        var keys = claimed.stream()
                .map(row -> type.matchKey(row.value(name)))
                .filter(key -> !key.isEmpty())
                .collect(Collectors.toSet());
        erased.put(name, keys.isEmpty() ? Set.of() : tx.erasures().known(mapping.type(), name, keys));
    }

    private boolean isErased(Row row) {
        return mapping.identity().stream()
                .anyMatch(name -> erased.getOrDefault(name, Set.of())
                        .contains(mapping.field(name).type().matchKey(row.value(name))));
    }

    private void findTwins(String name, List<Row> claimed) {
        var field = mapping.field(name);
        var byKey = claimed.stream()
                .filter(row -> !field.type().matchKey(row.value(name)).isEmpty())
                .collect(Collectors.groupingBy(row -> field.type().matchKey(row.value(name))));
        if (byKey.isEmpty()) {
            return;
        }
        for (var twin : tx.rowsMatching(mapping, name, byKey.keySet())) {
            for (var row : byKey.getOrDefault(field.type().matchKey(twin.value(name)), List.of())) {
                if (!row.key().equals(twin.key()) && twin.inScope()) {
                    twins.computeIfAbsent(row.key(), _ -> new HashSet<>()).add(twin.key());
                }
            }
        }
    }

    public Match match(Claim claim, Row row, Map<HubSpotId, HubSpotRecord> alike) {
        if (apart.contains(claim.link().id())) {
            var known = row.hubspotId() == null ? null : alike.get(row.hubspotId());
            return known == null ? new Create() : withCandidate(claim, row, known);
        }
        var candidates = alike.size() > 1 ? free(claim, alike) : alike;
        if (candidates.size() > 1) {
            return contest(
                    claim,
                    "Row " + row.key() + " may belong to record "
                            + candidates.keySet().stream()
                                    .map(HubSpotId::value)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        return candidates.isEmpty()
                ? withoutCandidate(claim, row)
                : withCandidate(claim, row, candidates.values().iterator().next());
    }

    /** Of several records that look alike, those that have a row already are no candidates, unless all have. */
    private Map<HubSpotId, HubSpotRecord> free(Claim claim, Map<HubSpotId, HubSpotRecord> alike) {
        var free = new HashMap<>(alike);
        free.values().removeIf(record -> {
            var owner = owner(record);
            return owner != null
                    && owner.isWhole()
                    && owner.id() != claim.link().id();
        });
        return free.isEmpty() ? alike : free;
    }

    /** A record that others were merged into belongs to the row of one of them, even before that row has inherited it. */
    private @Nullable Link owner(HubSpotRecord record) {
        var own = linksOfRecords.get(record.id());
        if (own != null && own.row() != null) {
            return own;
        }
        return record.absorbed().stream()
                .map(linksOfRecords::get)
                .filter(link -> link != null && link.isWhole())
                .min(Comparator.comparingLong(Link::id))
                .orElse(own);
    }

    private Match withCandidate(Claim claim, Row row, HubSpotRecord record) {
        var link = claim.link();
        var owner = owner(record);
        var linchpinId = record.property(Environment.LINCHPIN_ID);
        var creator = linchpinId == null ? null : linksOfLinchpinIds.get(linchpinId);
        var other = owner != null && owner.row() != null ? owner : creator;
        if (other != null && other.id() != link.id()) {
            if (other.isWhole() && !record.id().equals(other.record())) {
                tx.mark(List.of(new Mark.OfLink(other.id(), claim.cause())));
            }
            return other.isIntent()
                    ? later()
                    : contest(
                            claim,
                            "Row " + row.key() + " looks like record " + record.id() + ", which belongs to row "
                                    + other.row());
        }
        var isNamed = ids(record).anyMatch(id -> id.equals(row.hubspotId()));
        var namer = ids(record)
                .flatMap(id -> namers.besides(row.key(), id).stream())
                .findFirst();
        if (!isNamed && namer.isPresent()) {
            // Its own record was archived, and is restored now: whoever sees that first relinks the two.
            return contest(
                    claim,
                    "Row " + row.key() + " looks like record " + record.id() + ", whose id row " + namer.get()
                            + " holds");
        }
        var rivals = freeTwins(row);
        if (!rivals.isEmpty() && !record.id().equals(row.hubspotId())) {
            return contest(claim, "Rows " + row.key() + ", " + names(rivals) + " all look like record " + record.id());
        }
        if (!tx.join(link, row.key(), record.id(), mine)) {
            return later();
        }
        journal.agree(tx, mapping.type(), claim.conflicts());
        journal.record(link.withRecord(record.id()), claim.cause(), Side.HUBSPOT, Action.LINK, "same identity");
        return new Settled(new Next.AtOnce());
    }

    private Match withoutCandidate(Claim claim, Row row) {
        for (var twin : twins.getOrDefault(row.key(), Set.of())) {
            var link = linksOfTwins.get(twin);
            if (link != null && link.isIntent()) {
                return later();
            }
            if (link != null && link.isWhole() && !apart.contains(link.id())) {
                return contest(
                        claim,
                        "Row " + row.key() + " looks like row " + twin + ", which is already linked to record "
                                + link.record());
            }
        }
        if (isErased(row)) {
            contest(
                    claim,
                    Conflict.Kind.ERASED,
                    "Row " + row.key() + " looks like somebody whose record was deleted in HubSpot for privacy");
            return new Settled(new Next.Done());
        }
        // Of several new rows that look alike, one goes first; the others then find its record.
        var first = freeTwins(row).stream()
                .map(linksOfTwins::get)
                .filter(Objects::nonNull)
                .allMatch(rival -> rival.id() > claim.link().id());
        return first
                ? new Create()
                : new Settled(new Next.Failure(
                        "waits for " + names(freeTwins(row)) + ", which looks the same and has no record yet",
                        Duration.ZERO));
    }

    /** The row's record was archived and the row kept, by policy; now somebody edited the row, or merged the record. */
    public Next recordGone(Claim claim) {
        contest(
                claim,
                Conflict.Kind.DELETED_AND_EDITED,
                "The record was archived in HubSpot; since then the row was edited, or the record was merged into another");
        return new Next.Done();
    }

    private List<RowKey> freeTwins(Row row) {
        var free = new ArrayList<RowKey>();
        for (var twin : twins.getOrDefault(row.key(), Set.of())) {
            var link = linksOfTwins.get(twin);
            if (link == null || (!link.isWhole() && !link.isIntent() && !apart.contains(link.id()))) {
                free.add(twin);
            }
        }
        return free;
    }

    private Match later() {
        return new Settled(new Next.Later(environment.now().plus(WHILE_OTHERS_WORK)));
    }

    private Match contest(Claim claim, String detail) {
        contest(claim, Conflict.Kind.IDENTITY, detail);
        return new Settled(new Next.Done());
    }

    private void contest(Claim claim, Conflict.Kind kind, String detail) {
        if (claim.conflicts().stream().anyMatch(conflict -> conflict.detail().equals(detail))) {
            return;
        }
        tx.open(new Conflict(
                0, claim.link().id(), kind, "", Value.BLANK, Value.BLANK, Value.BLANK, 1, environment.now(), detail));
        journal.record(claim.link(), claim.cause(), Side.HUBSPOT, Action.CONFLICT, detail);
        journal.event(new EngineEvent.ConflictOpened(mapping.type(), ""));
    }

    private static String names(Collection<RowKey> keys) {
        return keys.stream().map(RowKey::value).collect(Collectors.toCollection(TreeSet::new)).stream()
                .collect(Collectors.joining(", "));
    }
}
