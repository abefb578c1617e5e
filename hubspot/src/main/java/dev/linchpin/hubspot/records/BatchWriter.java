package dev.linchpin.hubspot.records;

import dev.linchpin.engine.hubspot.HubSpot;
import dev.linchpin.engine.hubspot.WriteOptions;
import dev.linchpin.hubspot.call.Caller;
import dev.linchpin.hubspot.call.Reply;
import dev.linchpin.hubspot.failure.Failure;
import dev.linchpin.hubspot.failure.Failures;
import dev.linchpin.hubspot.transport.HttpAnswer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out one batch write and finds out about each record what became of it.
 *
 * <p>HubSpot turns a whole batch away because of one bad record. Such a batch is taken apart: records that HubSpot names
 * are left out; else those that its sentence seems to quote are sent apart from the rest; else it is halved, until the
 * innocent are through and each refusal belongs to a single record. Batches that got no clear answer are never repeated:
 * what became of them is for the caller to find out.
 */
final class BatchWriter {
    private static final Logger log = LoggerFactory.getLogger(BatchWriter.class);

    private final Caller caller;
    private final RecordJson json;
    private final WriteOperation operation;
    private final WriteOptions options;
    private final Map<WriteInput, ItemResult> results = new HashMap<>();

    /** For one write of one caller; confined to its thread. */
    BatchWriter(Caller caller, RecordJson json, WriteOperation operation, WriteOptions options) {
        this.caller = caller;
        this.json = json;
        this.operation = operation;
        this.options = options;
    }

    /** One result for each input, in the same order. */
    List<ItemResult> write(List<WriteInput> inputs) {
        for (var from = 0; from < inputs.size(); from += HubSpot.BATCH) {
            send(inputs.subList(from, Math.min(from + HubSpot.BATCH, inputs.size())));
        }
        return inputs.stream()
                .map(input -> results.getOrDefault(input, unmentioned()))
                .toList();
    }

    private void send(List<WriteInput> inputs) {
        switch (caller.call(operation.call(inputs), options.lane(), options.sendBefore())) {
            case Reply.Success(var answer) -> take(inputs, answer);
            case Reply.Failed(var failure) when isAboutRecords(failure) -> isolate(inputs, failure);
            case Reply.Failed(var failure) -> fail(inputs, failure);
        }
    }

    /** Whether the records are at fault, so that the others may pass without the bad ones. */
    private static boolean isAboutRecords(Failure failure) {
        return failure instanceof Failure.Invalid
                || failure instanceof Failure.Conflict
                || failure instanceof Failure.Missing;
    }

    private void isolate(List<WriteInput> inputs, Failure failure) {
        var blame = Failures.blameOf(failure);
        var named = inputs.stream().filter(input -> input.isNamedBy(blame)).toList();
        if (inputs.size() == 1 || named.size() == inputs.size()) {
            fail(inputs, failure);
            return;
        }
        log.info(
                "{} records of a batch of {} were turned away together; finding the ones at fault",
                inputs.size(),
                operation.type());
        var rest = new ArrayList<>(inputs);
        if (!named.isEmpty()) {
            fail(named, failure);
            rest.removeAll(Set.copyOf(named));
            send(rest);
            return;
        }
        var suspects = Suspects.among(inputs, blame.faults());
        if (!suspects.isEmpty() && suspects.size() < inputs.size()) {
            rest.removeAll(Set.copyOf(suspects));
            send(rest);
            send(suspects);
        } else {
            var half = inputs.size() / 2;
            send(inputs.subList(0, half));
            send(inputs.subList(half, inputs.size()));
        }
    }

    private void take(List<WriteInput> inputs, HttpAnswer answer) {
        if (answer.status() == 204) {
            inputs.forEach(input -> results.put(input, new ItemResult.Done()));
            return;
        }
        try {
            take(inputs, json.results(answer.body()));
        } catch (UnreadableAnswer unreadable) {
            fail(inputs, new Failure.Unavailable("HubSpot's answer could not be read", null));
        }
    }

    private void take(List<WriteInput> inputs, RecordResults answer) {
        var open = new LinkedHashSet<>(inputs);
        var strangers = new ArrayList<RecordResults.Item>();
        var byTraceId = index(inputs, WriteInput::traceId);
        var byKey = index(inputs, input -> spelling(input.key()));
        for (var item : answer.items()) {
            var key = operation.keyOf(item.record());
            var byName = key == null ? null : byKey.get(spelling(key));
            var input = item.traceId().isEmpty() ? byName : byTraceId.get(item.traceId());
            if (input == null) {
                strangers.add(item);
            } else {
                store(input, item, open);
            }
        }
        var unnamed = new ArrayList<Failure>();
        for (var error : answer.errors()) {
            var blame = Failures.blameOfItem(error);
            var named = open.stream().filter(input -> input.isNamedBy(blame)).toList();
            fail(named, Failures.ofItem(error));
            open.removeAll(named);
            if (named.isEmpty()) {
                unnamed.add(Failures.ofItem(error));
            }
        }
        if (operation instanceof WriteOperation.Create) {
            byContent(open, strangers);
        }
        settle(open, strangers, unnamed);
    }

    /** Where HubSpot does not repeat trace ids: of records that were sent alike, any may have any answer. */
    private void byContent(Set<WriteInput> open, List<RecordResults.Item> strangers) {
        for (var item : List.copyOf(strangers)) {
            open.stream()
                    .filter(input -> input.isStoredAs(item.record()))
                    .findFirst()
                    .ifPresent(input -> {
                        store(input, item, open);
                        strangers.remove(item);
                    });
        }
    }

    private static Map<String, WriteInput> index(List<WriteInput> inputs, Function<WriteInput, String> by) {
        var index = new HashMap<String, WriteInput>();
        inputs.forEach(input -> index.put(by.apply(input), input));
        return index;
    }

    /** HubSpot writes addresses in lower case and without blanks around them. */
    private static String spelling(String key) {
        return key.strip().toLowerCase(Locale.ROOT);
    }

    private void store(WriteInput input, RecordResults.Item item, Set<WriteInput> open) {
        results.put(input, new ItemResult.Stored(item.record(), item.created()));
        open.remove(input);
    }

    /** What is left when results and errors have been given to the inputs that they name. */
    private void settle(Set<WriteInput> open, List<RecordResults.Item> strangers, List<Failure> unnamed) {
        if (open.isEmpty()) {
            return;
        }
        if (strangers.size() == 1 && open.size() == 1 && unnamed.isEmpty()) {
            // Merged since it was read: the answer carries the survivor's id.
            store(open.iterator().next(), strangers.getFirst(), new LinkedHashSet<>());
        } else if (strangers.isEmpty() && !unnamed.isEmpty()) {
            var failure = unnamed.getFirst();
            if (isAboutRecords(failure)) {
                isolate(List.copyOf(open), failure);
            } else {
                fail(open, failure);
            }
        } else if (operation instanceof WriteOperation.Archive && unnamed.isEmpty()) {
            open.forEach(input -> results.put(input, new ItemResult.Done()));
        }
    }

    private void fail(Collection<WriteInput> inputs, Failure failure) {
        inputs.forEach(input -> results.put(input, new ItemResult.Failed(failure)));
    }

    private static ItemResult unmentioned() {
        return new ItemResult.Failed(new Failure.Unavailable("HubSpot's answer does not mention the record", null));
    }
}
