package dev.linchpin.systemtests;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** People at work on both sides at once, until closed; remembers what each side last wrote. Every value is unique. */
final class Crowd implements AutoCloseable {
    private static final List<String> FIELDS = List.of("jobtitle", "city", "phone");
    private static final Duration PACE = Duration.ofMillis(15);

    /** Who wrote. */
    enum Side {
        SQL,
        HUBSPOT
    }

    /** A field of a record, as one side wrote it. */
    record Spot(Side side, String record, String field) {}

    /** One edit, after it was made. */
    record Edit(Instant at, Spot spot, String value) {}

    private final Account account;
    private final Table contacts;
    private final List<String> edited;
    private final List<String> doomed;
    private final Random random;
    private final Queue<Edit> history = new ConcurrentLinkedQueue<>();
    private final List<String> created = Collections.synchronizedList(new ArrayList<>());
    private final List<String> deleted = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Void> done;
    private volatile boolean closed;

    private Crowd(Account account, Table contacts, List<String> edited, List<String> doomed, long seed) {
        this.account = account;
        this.contacts = contacts;
        this.edited = edited;
        this.doomed = doomed;
        this.random = new Random(seed);
        this.done = CompletableFuture.runAsync(
                this::work, task -> Thread.ofPlatform().start(task));
    }

    /**
     * @param edited records whose fields are changed on both sides
     * @param doomed records that are deleted, some on one side and some on the other
     */
    static Crowd atWork(Account account, Table contacts, List<String> edited, List<String> doomed, long seed) {
        return new Crowd(account, contacts, edited, doomed, seed);
    }

    private void work() {
        for (var turn = 0; !closed; turn++) {
            act(turn);
            Wait.exactly(PACE);
        }
    }

    private void act(int turn) {
        if (turn % 40 == 39 && deleted.size() < doomed.size()) {
            delete(doomed.get(deleted.size()));
        } else if (turn % 10 == 9) {
            create("new-" + turn + "@crowd.example");
        } else {
            edit(edited.get(random.nextInt(edited.size())), FIELDS.get(random.nextInt(FIELDS.size())), "v" + turn);
        }
    }

    private void edit(String record, String field, String value) {
        var side = random.nextBoolean() ? Side.SQL : Side.HUBSPOT;
        var signed = value + " by " + side;
        switch (side) {
            case SQL -> contacts.set(record, field, signed);
            case HUBSPOT -> account.edit(record, field, signed);
        }
        history.add(new Edit(Instant.now(), new Spot(side, record, field), signed));
    }

    private void create(String email) {
        if (random.nextBoolean()) {
            contacts.insert(Map.of("email", email, "firstname", "Row"));
        } else {
            account.create(Map.of("email", email, "firstname", "Record"));
        }
        created.add(email);
    }

    private void delete(String record) {
        if (random.nextBoolean()) {
            contacts.delete(record);
        } else {
            account.archive(record);
        }
        deleted.add(record);
    }

    /** All edits of fields, in their order. */
    Stream<Edit> history() {
        return history.stream();
    }

    /** The last edit that each side made, of each field of each record. */
    Collection<Edit> lastEdits() {
        var last = new LinkedHashMap<Spot, Edit>();
        history().forEach(edit -> last.put(edit.spot(), edit));
        return last.values();
    }

    /** The addresses of those that were created on either side. */
    List<String> created() {
        return List.copyOf(created);
    }

    List<String> deleted() {
        return List.copyOf(deleted);
    }

    /** Waits until nobody acts any more; fails when somebody could not do what they wanted. */
    @Override
    public void close() {
        closed = true;
        try {
            done.join();
        } catch (CompletionException failed) {
            throw new IllegalStateException("Somebody could not work", failed.getCause());
        }
    }
}
