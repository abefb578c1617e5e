package dev.linchpin.hubspot.records;

import dev.linchpin.engine.hubspot.HubSpot.ArchiveOutcome;
import dev.linchpin.engine.hubspot.RecordWrite;
import dev.linchpin.engine.hubspot.WriteOptions;
import dev.linchpin.engine.hubspot.WriteOutcome;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.account.OwnApp;
import dev.linchpin.hubspot.call.Caller;
import dev.linchpin.hubspot.failure.Failure;
import dev.linchpin.hubspot.failure.PropertyFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that writes records. Never throws for anything that HubSpot or the network does, and repeats nothing whose fate is
 * unknown. Callers see to it that no two records of a batch have the same key: HubSpot refuses the whole batch otherwise.
 * Thread-safe; blocks.
 */
public final class RecordWrites {
    /** HubSpot holds a record's lock for two seconds. */
    private static final Duration LOCK = Duration.ofSeconds(2);

    private final Caller caller;
    private final RecordJson json;
    private final RandomGenerator random;

    /** @param random for jitter; must be safe for use by several threads */
    public RecordWrites(Caller caller, OwnApp ownApp, RandomGenerator random) {
        this.caller = caller;
        this.json = new RecordJson(ownApp);
        this.random = random;
    }

    /** @see dev.linchpin.engine.hubspot.HubSpot#update */
    public List<WriteOutcome> update(ObjectType type, List<RecordWrite> writes, WriteOptions options) {
        var inputs = new ArrayList<WriteInput>();
        writes.forEach(write -> inputs.add(new WriteInput(inputs.size(), write.key(), write.properties())));
        return write(new WriteOperation.Update(type), inputs, options);
    }

    /** @see dev.linchpin.engine.hubspot.HubSpot#upsert */
    public List<WriteOutcome> upsert(
            ObjectType type, String idProperty, List<RecordWrite> writes, WriteOptions options) {
        var inputs = new ArrayList<WriteInput>();
        for (var write : writes) {
            // A record that the upsert creates gets the value by which it was not found only if it is written too.
            var properties = new LinkedHashMap<>(write.properties());
            properties.putIfAbsent(idProperty, write.key());
            inputs.add(new WriteInput(inputs.size(), write.key(), Collections.unmodifiableMap(properties)));
        }
        return write(new WriteOperation.Upsert(type, idProperty), inputs, options);
    }

    /** @see dev.linchpin.engine.hubspot.HubSpot#create */
    public List<WriteOutcome> create(ObjectType type, List<RecordWrite> writes, WriteOptions options) {
        var inputs = new ArrayList<WriteInput>();
        writes.forEach(write -> inputs.add(new WriteInput(inputs.size(), write.key(), write.properties())));
        return write(new WriteOperation.Create(type), inputs, options);
    }

    /** @see dev.linchpin.engine.hubspot.HubSpot#archive */
    public List<ArchiveOutcome> archive(ObjectType type, List<HubSpotId> ids, WriteOptions options) {
        var inputs = new ArrayList<WriteInput>();
        ids.forEach(id -> inputs.add(new WriteInput(inputs.size(), id.value(), Map.of())));
        return new BatchWriter(caller, json, new WriteOperation.Archive(type), options)
                .write(inputs).stream()
                        .map(result -> switch (result) {
                            case ItemResult.Done _, ItemResult.Stored _ -> ArchiveOutcome.ACCEPTED;
                            case ItemResult.Failed(Failure.Missing _) -> ArchiveOutcome.ACCEPTED;
                            case ItemResult.Failed _ -> ArchiveOutcome.UNKNOWN;
                        })
                        .toList();
    }

    private List<WriteOutcome> write(WriteOperation operation, List<WriteInput> inputs, WriteOptions options) {
        var results = new BatchWriter(caller, json, operation, options).write(inputs);
        var outcomes = new ArrayList<WriteOutcome>(inputs.size());
        for (var input : inputs) {
            outcomes.add(
                    switch (results.get(input.index())) {
                        case ItemResult.Stored(var record, var created) -> new WriteOutcome.Written(record, created);
                        case ItemResult.Done() -> unsettled("HubSpot answered without the record", null);
                        case ItemResult.Failed(var failure) -> outcome(input, failure);
                    });
        }
        return outcomes;
    }

    private WriteOutcome outcome(WriteInput input, Failure failure) {
        return switch (failure) {
            case Failure.Invalid invalid -> refused(input, invalid);
            case Failure.Missing _ -> new WriteOutcome.Missing();
            case Failure.Conflict taken -> new WriteOutcome.Taken(taken.existing(), taken.message());
            case Failure.NoAnswer noAnswer -> new WriteOutcome.Unsettled(noAnswer.message(), true, null);
            case Failure.Locked locked -> unsettled(locked.message(), LOCK.plusMillis(random.nextLong(1_000)));
            case Failure.Unavailable unavailable -> unsettled(unavailable.message(), unavailable.retryAfter());
            case Failure.Misdirected misdirected -> unsettled(misdirected.message(), null);
            case Failure.RateLimited limited -> new WriteOutcome.NotSent(limited.message(), limited.retryAfter());
            case Failure.OverBudget late -> new WriteOutcome.NotSent(late.message(), late.retryAfter());
            case Failure.NotSent _, Failure.Unauthorized _, Failure.Forbidden _ ->
                new WriteOutcome.NotSent(failure.message(), null);
        };
    }

    private static WriteOutcome unsettled(String reason, @Nullable Duration retryAfter) {
        return new WriteOutcome.Unsettled(reason, false, retryAfter);
    }

    /** Of all that HubSpot holds against a batch, only what concerns this record. */
    private static WriteOutcome refused(WriteInput input, Failure.Invalid invalid) {
        var own = invalid.blame().faults().stream()
                .filter(fault -> input.carries(fault.property()))
                .toList();
        if (own.isEmpty()) {
            var names = invalid.blame().faults().stream()
                    .map(PropertyFault::property)
                    .filter(name -> !name.isEmpty());
            return new WriteOutcome.Refused(invalid.message(), names.collect(Collectors.toUnmodifiableSet()));
        }
        var message = own.stream()
                .map(PropertyFault::message)
                .filter(sentence -> !sentence.isEmpty())
                .distinct()
                .collect(Collectors.joining(" "));
        return new WriteOutcome.Refused(
                message.isEmpty() ? invalid.message() : message,
                own.stream().map(PropertyFault::property).collect(Collectors.toUnmodifiableSet()));
    }
}
