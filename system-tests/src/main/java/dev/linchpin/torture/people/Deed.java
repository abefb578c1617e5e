package dev.linchpin.torture.people;

import java.util.function.BiConsumer;

/** What people do, with how often they do it. */
public enum Deed {
    UPDATE_ROW(5, (people, draw) -> people.sql().updateAny(draw)),
    EDIT_RECORD(5, (people, draw) -> people.hubspot().editAny(draw)),
    INSERT_ROW(2, (people, draw) -> people.sql().insert(draw)),
    CREATE_RECORD(2, (people, draw) -> people.hubspot().create(draw)),
    DELETE_ROW(1, (people, draw) -> people.sql().deleteAny(draw)),
    ARCHIVE_RECORD(1, (people, draw) -> people.hubspot().archiveAny(draw)),
    RESTORE_RECORD(1, (people, draw) -> people.hubspot().restoreAny(draw)),
    MERGE_RECORDS(1, (people, draw) -> people.hubspot().mergeAny(draw)),
    CHANGE_KEY(1, (people, draw) -> people.sql().changeKey(draw)),
    BULK_UPDATE(2, (people, draw) -> people.sql().updateMany(draw)),
    LONG_TRANSACTION(1, (people, draw) -> people.sql().longTransaction(draw)),
    IMPORT(1, (people, draw) -> people.hubspot().importFile(draw)),
    SETTLE_CONFLICT(2, (people, draw) -> people.desk().settleAny(draw));

    private final int weight;

    @SuppressWarnings("ImmutableEnumChecker") // The functions hold no state.
    private final BiConsumer<People, Draw> what;

    Deed(int weight, BiConsumer<People, Draw> what) {
        this.weight = weight;
        this.what = what;
    }

    public void carryOut(People people, Draw draw) {
        what.accept(people, draw);
    }

    public static Deed any(Draw draw) {
        var all = values();
        var total = 0;
        for (var deed : all) {
            total += deed.weight;
        }
        var left = draw.below(total);
        for (var deed : all) {
            left -= deed.weight;
            if (left < 0) {
                return deed;
            }
        }
        throw new IllegalStateException("The weights have a sum");
    }
}
