package dev.linchpin.engine.verify;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.feed.Load;
import dev.linchpin.engine.feed.Poll;
import dev.linchpin.engine.hubspot.HubSpot;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.ReadRequest;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Differences;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Verification;
import dev.linchpin.engine.store.Verification.Alone;
import dev.linchpin.engine.store.Verification.Linked;
import dev.linchpin.engine.verify.Difference.Explanation;
import dev.linchpin.engine.verify.Difference.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One pass over everything of one type, a portion at a time: first the links, each with its row and its record, then the rows
 * without a link, then the records without one. A portion costs two calls at most and bounded memory; where it stands is a
 * short text, so a pass goes on after a restart. Writes nothing but the stamp on links found as they should be, and what it
 * found to differ. Thread-safe.
 */
public final class Walk {
    /** Where a pass begins. */
    public static final String START = "";

    private static final String LINKS = "links:";
    private static final String ROWS = "rows:";
    private static final String RECORDS = "records:";
    private static final int ROWS_AT_ONCE = 1_000;

    /** HubSpot's time and ours may differ, and the search index lags. */
    private static final Duration TELLING = Duration.ofMinutes(5);

    private final HubSpot hubspot;
    private final Verification verification;
    private final Clock clock;
    private final ObjectMapping mapping;
    private final List<String> properties;
    private final List<String> scopeProperties;

    public Walk(HubSpot hubspot, Verification verification, Clock clock, ObjectMapping mapping) {
        this.hubspot = hubspot;
        this.verification = verification;
        this.clock = clock;
        this.mapping = mapping;
        // Some property must be asked for: without any, HubSpot answers its own choice.
        this.scopeProperties = mapping.scope().records().isEmpty()
                ? List.of(Environment.LINCHPIN_ID)
                : List.copyOf(mapping.scope().records().keySet());
        this.properties = Stream.concat(mapping.properties().stream(), mapping.scope().records().keySet().stream())
                .distinct()
                .toList();
    }

    /**
     * What one portion came to.
     *
     * @param next where to go on; empty when the pass is through
     * @param calls how often HubSpot was asked
     * @param unexplained what to mark so that cycles look at the differences that nothing explains
     */
    public record Portion(Optional<String> next, int calls, Figures figures, Findings unexplained) {}

    /**
     * Compares one portion.
     *
     * @param so what was counted before
     * @throws dev.linchpin.engine.hubspot.HubSpotException when HubSpot cannot be read
     */
    public Portion step(String position, Figures so, Lane lane) {
        if (position.startsWith(ROWS)) {
            return rows(position.substring(ROWS.length()), so);
        }
        return position.startsWith(RECORDS)
                ? records(position.substring(RECORDS.length()), so, lane)
                : links(position.equals(START) ? 0 : Long.parseLong(position.substring(LINKS.length())), so, lane);
    }

    /**
     * Tells that a pass is through.
     *
     * @param began when it began: what was found before has gone
     */
    public void passed(Differences.Scope scope, Instant began) {
        verification.differences().passed(mapping.type(), scope, began, clock.instant());
    }

    private Portion links(long after, Figures so, Lane lane) {
        var linked = verification.links(mapping, after, HubSpot.BATCH);
        if (linked.isEmpty()) {
            return new Portion(Optional.of(ROWS), 0, so, Findings.of(mapping.type(), List.of()));
        }
        var startedAt = clock.instant();
        var first = compare(linked, lane);
        var odd = first.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(Difference::isUnexplained))
                .map(Map.Entry::getKey)
                .toList();
        var calls = 1;
        var comparedAt = startedAt;
        if (!odd.isEmpty()) {
            comparedAt = clock.instant();
            // Row and record are not read at one moment; what an edit in between made differ is told by a second look.
            calls++;
            odd.forEach(first::remove);
            first.putAll(compare(verification.links(mapping, odd), lane));
        }
        var figures = so.plus("links", first.size());
        var equal = 0;
        var verified = new ArrayList<Long>();
        var marks = new ArrayList<Mark>();
        var rowsGone = new ArrayList<RowKey>();
        var recordsGone = new ArrayList<Long>();
        for (var entry : first.entrySet()) {
            var differences = entry.getValue();
            figures = figures.plus(differences);
            equal += differences.isEmpty() ? 1 : 0;
            if (differences.stream().allMatch(Difference::isAgreed)) {
                verified.add(entry.getKey());
            } else if (differences.stream().anyMatch(Difference::isUnexplained)) {
                marks.add(new Mark.OfLink(entry.getKey(), Cause.RECONCILIATION));
                for (var difference : differences) {
                    var row = difference.row();
                    if (difference.kind() == Kind.ROW_GONE && row != null) {
                        rowsGone.add(row);
                    } else if (difference.kind() == Kind.RECORD_GONE) {
                        recordsGone.add(entry.getKey());
                    }
                }
            }
        }
        var compared = first.values().stream().filter(Walk::isPair).count();
        figures = figures.plus("compared", compared).plus("equal", equal);
        verification.verified(verified, startedAt);
        found(linked.stream().map(one -> one.link().id()).toList(), marks, comparedAt);
        var last = linked.getLast().link().id();
        return new Portion(
                Optional.of(LINKS + last), calls, figures, new Findings(mapping.type(), marks, rowsGone, recordsGone));
    }

    /** @param marks one for each thing that differs without an explanation */
    private void found(List<Long> compared, List<Mark> marks, Instant at) {
        var differing = new ArrayList<Long>();
        var rows = new ArrayList<RowKey>();
        var records = new ArrayList<HubSpotId>();
        for (var mark : marks) {
            switch (mark) {
                case Mark.OfLink link -> differing.add(link.linkId());
                case Mark.OfRow row -> rows.add(row.key());
                case Mark.OfRecord record -> records.add(record.id());
            }
        }
        verification
                .differences()
                .found(new Differences.Portion(mapping.type(), compared, differing, rows, records, at));
    }

    private static boolean isPair(List<Difference> differences) {
        return differences.stream()
                .allMatch(difference -> difference.kind() == Kind.VALUE || difference.kind() == Kind.BASE);
    }

    private Map<Long, List<Difference>> compare(List<Linked> linked, Lane lane) {
        var ids = linked.stream()
                .filter(one -> one.link().isWhole())
                .map(one -> one.link().record())
                .filter(Objects::nonNull)
                .toList();
        Map<String, HubSpotRecord> records =
                ids.isEmpty() ? Map.of() : hubspot.read(ReadRequest.byId(mapping.type(), ids, properties), lane);
        var comparison = new Comparison(mapping, told());
        var differences = new HashMap<Long, List<Difference>>();
        for (var one : linked) {
            differences.put(one.link().id(), comparison.of(one, live(one, records)));
        }
        return differences;
    }

    /** A record that answers to another id was merged away. */
    private static @Nullable HubSpotRecord live(Linked linked, Map<String, HubSpotRecord> records) {
        var id = linked.link().record();
        var record = id == null ? null : records.get(id.value());
        return record != null && record.id().equals(id) ? record : null;
    }

    /** Until the load is done, what differs has simply not been come to. */
    private boolean isLoaded() {
        return Load.isDone(verification::position, mapping);
    }

    /** Polls come to everything that was modified after this, unless they came to it already. */
    private Instant told() {
        if (!isLoaded()) {
            return Instant.EPOCH;
        }
        return verification
                .position(Poll.watermark(mapping))
                .map(Instant::parse)
                .map(reached -> reached.minus(TELLING))
                .orElse(Instant.EPOCH);
    }

    private Portion rows(String after, Figures so) {
        var startedAt = clock.instant();
        var page = verification.rows(mapping, after.isEmpty() ? null : new RowKey(after), ROWS_AT_ONCE);
        var figures = so.plus("rows", page.looked());
        var marks = new ArrayList<Mark>();
        var isLoaded = isLoaded();
        for (var entry : page.alone().entrySet()) {
            var explanation = isLoaded ? explain(entry.getValue()) : Explanation.PENDING;
            figures = figures.plus(List.of(new Difference(Kind.ROW_ALONE, explanation, entry.getKey(), null, "")));
            if (explanation == Explanation.UNEXPLAINED) {
                marks.add(new Mark.OfRow(mapping.type(), entry.getKey(), Cause.RECONCILIATION));
            }
        }
        found(List.of(), marks, startedAt);
        var next = page.next().map(key -> ROWS + key.value()).orElse(RECORDS);
        return new Portion(Optional.of(next), 0, figures, Findings.of(mapping.type(), marks));
    }

    private Portion records(String after, Figures so, Lane lane) {
        var startedAt = clock.instant();
        var page = hubspot.list(mapping.type(), scopeProperties, after, false, lane);
        var created = new HashMap<HubSpotId, Instant>();
        page.records().stream()
                .filter(record -> mapping.scope().includes(record::property))
                .forEach(record -> created.put(record.id(), record.createdAt()));
        var figures = so.plus("records", created.size());
        var marks = new ArrayList<Mark>();
        var told = told();
        for (var entry :
                verification.recordsAlone(mapping.type(), created.keySet()).entrySet()) {
            var isNew = created.getOrDefault(entry.getKey(), Instant.EPOCH).isAfter(told);
            var explanation = isNew ? Explanation.PENDING : explain(entry.getValue());
            figures = figures.plus(List.of(new Difference(Kind.RECORD_ALONE, explanation, null, entry.getKey(), "")));
            if (explanation == Explanation.UNEXPLAINED) {
                marks.add(new Mark.OfRecord(mapping.type(), entry.getKey(), Cause.RECONCILIATION));
            }
        }
        found(List.of(), marks, startedAt);
        return new Portion(
                Optional.ofNullable(page.next()).map(next -> RECORDS + next),
                1,
                figures,
                Findings.of(mapping.type(), marks));
    }

    private static Explanation explain(Alone alone) {
        return switch (alone) {
            case UNKNOWN -> Explanation.UNEXPLAINED;
            case PENDING -> Explanation.PENDING;
            case CONTESTED -> Explanation.CONFLICT;
            case REFUSED -> Explanation.DEAD_LETTER;
            case ENDED -> Explanation.UNLINKED;
        };
    }
}
