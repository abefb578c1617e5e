package dev.linchpin.torture.people;

import dev.linchpin.torture.world.Extra;
import dev.linchpin.torture.world.Options;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

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
    SETTLE_CONFLICT(2, (people, draw) -> people.desk().settleAny(draw)),
    ASSOCIATE_ROW(2, Extra.ASSOCIATIONS, (people, draw) -> people.associations().inTable(draw)),
    ASSOCIATE_RECORD(
            2, Extra.ASSOCIATIONS, (people, draw) -> people.associations().inHubSpot(draw)),
    CHANGE_SCHEMA(
            1, Extra.SCHEMA_CHANGES, (people, draw) -> people.administrators().changeAnything(draw));

    private final int weight;
    private final @Nullable Extra extra;

    @SuppressWarnings("ImmutableEnumChecker") // The functions hold no state.
    private final BiConsumer<People, Draw> what;

    Deed(int weight, BiConsumer<People, Draw> what) {
        this(weight, null, what);
    }

    Deed(int weight, @Nullable Extra extra, BiConsumer<People, Draw> what) {
        this.weight = weight;
        this.extra = extra;
        this.what = what;
    }

    public void carryOut(People people, Draw draw) {
        what.accept(people, draw);
    }

    private boolean isPossible(Options options) {
        return extra == null || options.has(extra);
    }

    /** One that there is occasion for in a history with these options. */
    public static Deed any(Draw draw, Options options) {
        var possible =
                Arrays.stream(values()).filter(deed -> deed.isPossible(options)).toList();
        var left = draw.below(possible.stream().mapToInt(deed -> deed.weight).sum());
        for (var deed : possible) {
            left -= deed.weight;
            if (left < 0) {
                return deed;
            }
        }
        throw new IllegalStateException("The weights have a sum");
    }
}
