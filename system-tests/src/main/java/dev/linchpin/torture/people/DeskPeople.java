package dev.linchpin.torture.people;

import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Desk;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.Inspection.ConflictView;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.engine.store.OwnershipLostException;
import dev.linchpin.engine.store.SchemaChangedException;
import dev.linchpin.torture.world.LinchpinProcess;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Whoever settles conflicts in Linchpin's own user interface. */
final class DeskPeople {
    private static final int PAGE = 100;

    private final People people;

    DeskPeople(People people) {
        this.people = people;
    }

    void settleAny(Draw draw) {
        people.world().running().ifPresent(process -> {
            var open = process.inspection().conflicts(Filter.NONE, null, PAGE).items();
            draw.anyOf(open).ifPresent(conflict -> settle(process, conflict, draw));
        });
    }

    private void settle(LinchpinProcess process, ConflictView view, Draw draw) {
        var conflict = view.conflict();
        var kind = people.kinds().stream()
                .filter(one -> one.mapping().type().equals(view.type()))
                .findFirst()
                .orElseThrow();
        var choice = switch (draw.below(3)) {
            case 0 -> new Choice.HubSpotHolds();
            case 1 -> new Choice.DatabaseHolds();
            default -> new Choice.ThirdValue(Value.of(third(kind, conflict, draw)));
        };
        // The person has this very pair of values before their eyes.
        var shown = OptionalInt.of(conflict.version());
        if (draw.oneIn(2)) {
            changeUnseen(view, kind, draw);
        }
        process.request(desk -> decide(desk, view, kind, choice, shown));
    }

    /** Somebody else changes the row between the look at the conflict and the decision; but for names, which are for good. */
    private void changeUnseen(ConflictView view, Kind kind, Draw draw) {
        var field = view.conflict().field();
        if (view.conflict().kind() == Conflict.Kind.BOTH_CHANGED
                && kind.mapping().fields().containsKey(field)
                && !field.equals(kind.name())) {
            row(view, kind)
                    .ifPresent(row ->
                            people.sql().update(kind, row, Collections.singletonMap(field, kind.fresh(field, draw))));
        }
    }

    private Optional<Map<String, @Nullable String>> row(ConflictView view, Kind kind) {
        return people.rows(kind).stream()
                .filter(one -> Objects.equals(String.valueOf(view.row()), one.get("id")))
                .findFirst();
    }

    private @Nullable String third(Kind kind, Conflict conflict, Draw draw) {
        if (isAboutCompany(conflict)) {
            return draw.anyOf(people.rows(people.kinds().getLast()))
                    .map(People::key)
                    .orElse(null);
        }
        return kind.fresh(conflict.isAboutRecord() ? "phone" : conflict.field(), draw);
    }

    private static boolean isAboutCompany(Conflict conflict) {
        return conflict.field().equals(AssociationPeople.EDGE);
    }

    private void decide(Desk desk, ConflictView view, Kind kind, Choice choice, OptionalInt shown) {
        var conflict = view.conflict();
        var row = row(view, kind);
        var record = Optional.ofNullable(view.record())
                .flatMap(id -> people.hubspot().open(kind, id.value()));
        if (conflict.isAboutRecord()) {
            // Whoever gets no answer does not know whether the decision was taken.
            row.ifPresent(one -> people.ledger().decided(kind.who(one.get(kind.name()))));
            record.ifPresent(one -> people.ledger().decided(kind.who(HubSpotPeople.property(one, kind.name()))));
        }
        if (conflict.field().equals(kind.name())) {
            row.ifPresent(one -> people.ledger().named(kind.who(one.get(kind.name()))));
            record.ifPresent(one -> people.ledger().named(kind.who(HubSpotPeople.property(one, kind.name()))));
            // One of the names shown may be neither's: a row that had to give way in a merge held it.
            people.ledger().named(kind.who(conflict.local().text()));
            people.ledger().named(kind.who(conflict.hubspot().text()));
            if (choice instanceof Choice.ThirdValue(var name)) {
                people.ledger().named(kind.who(name.text()));
            }
        }
        Verdict verdict;
        try {
            verdict = desk.resolve(conflict.id(), choice, shown);
        } catch (HubSpotException | OwnershipLostException | SchemaChangedException away) {
            return;
        }
        people.tell("Desk: conflict " + conflict.kind() + " of " + kind.type() + " row " + view.row() + " about '"
                + conflict.field() + "': " + choice + ", " + verdict);
        if (!(verdict instanceof Verdict.Accepted)) {
            return;
        }
        people.ledger().edited();
        row.filter(one -> isOther(kind, conflict, one))
                .ifPresent(one -> people.ledger()
                        .overlooked(kind.type() + " row " + view.row() + ": a decision between "
                                + conflict.local().text() + " and "
                                + conflict.hubspot().text() + " was taken when " + conflict.field()
                                + " was " + one.get(conflict.field()) + " already"));
        if (conflict.isAboutRecord()) {
            row.ifPresent(one -> people.settleAll(kind, one));
            record.ifPresent(one -> people.settleAll(kind, one));
        } else if (isAboutCompany(conflict)) {
            people.associations()
                    .settle(
                            String.valueOf(view.row()),
                            Arrays.asList(
                                    conflict.local().text(), conflict.hubspot().text()));
        } else {
            row.ifPresent(one -> people.sums().forget(kind.who(one.get(kind.name())), conflict.field()));
            people.ledger()
                    .settle(kind.type(), conflict.field(), conflict.local().text());
            people.ledger()
                    .settle(kind.type(), conflict.field(), conflict.hubspot().text());
        }
    }

    /** Whether the row holds something else than was shown: while a conflict is open, only people change the field. */
    private static boolean isOther(Kind kind, Conflict conflict, Map<String, @Nullable String> row) {
        var field = kind.mapping().fields().get(conflict.field());
        return conflict.kind() == Conflict.Kind.BOTH_CHANGED
                && field != null
                && row.containsKey(conflict.field())
                && !field.type().read(row.get(conflict.field())).equals(conflict.local());
    }
}
