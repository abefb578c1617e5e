package dev.linchpin.systemtests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

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

    private final Account account;
    private final Table contacts;
    private final List<String> edited;
    private final List<String> doomed;
    private final Random random;
    private final Map<Spot, String> last = Collections.synchronizedMap(new LinkedHashMap<>());
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
        if (random.nextBoolean()) {
            contacts.set(record, field, value + " by SQL");
            last.put(new Spot(Side.SQL, record, field), value + " by SQL");
        } else {
            account.edit(record, field, value + " in HubSpot");
            last.put(new Spot(Side.HUBSPOT, record, field), value + " in HubSpot");
        }
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

    /** The last value that each side wrote, by where. */
    Map<Spot, String> lastEdits() {
        return Map.copyOf(last);
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
