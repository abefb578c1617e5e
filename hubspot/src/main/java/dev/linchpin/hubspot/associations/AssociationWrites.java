package dev.linchpin.hubspot.associations;

import dev.linchpin.engine.hubspot.AssociationKind;
import dev.linchpin.engine.hubspot.AssociationOutcome;
import dev.linchpin.engine.hubspot.AssociationWrite;
import dev.linchpin.engine.hubspot.WriteOptions;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.call.ApiCall;
import dev.linchpin.hubspot.call.ApiPaths;
import dev.linchpin.hubspot.call.Caller;
import dev.linchpin.hubspot.call.Reply;
import dev.linchpin.hubspot.failure.Failure;
import dev.linchpin.hubspot.failure.Failures;
import dev.linchpin.hubspot.json.Json;
import dev.linchpin.hubspot.transport.HttpAnswer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes associations in batches. HubSpot has a call for each way: associating plainly, setting labels (which ends those
 * that are not named), removing labels, and removing all between two records. A batch that it turns away is halved until
 * the innocent are through, which is safe because each of them can be repeated.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/latest/crm/associations/associate-records/guide">Associate
 *     records</a>
 */
final class AssociationWrites {
    /** HubSpot's bound on the different records whose associations one call removes; less than that of the other calls. */
    private static final int BATCH = 100;

    private final Caller caller;

    AssociationWrites(Caller caller) {
        this.caller = caller;
    }

    List<AssociationOutcome> write(
            ObjectType from, ObjectType to, List<AssociationWrite> writes, WriteOptions options) {
        var run = new Run(ApiPaths.associations(from, to) + "/batch/", options);
        run.all("associate/default", writes, AssociationWrites::isPlainAddition, AssociationWrites::pair);
        run.all("create", writes, write -> !write.add().isEmpty() && !isPlainAddition(write), (write, input) -> {
            pair(write, input);
            Kinds.write(input.putArray("types"), labelsToSet(write));
        });
        run.all("archive", writes, AssociationWrites::isEnd, (write, input) -> {
            input.putObject("from").put("id", write.from().value());
            input.putArray("to").addObject().put("id", write.to().value());
        });
        run.all("labels/archive", writes, AssociationWrites::losesLabels, (write, input) -> {
            pair(write, input);
            Kinds.write(input.putArray("types"), write.remove());
        });
        return writes.stream()
                .map(write -> run.outcomes.getOrDefault(write, new AssociationOutcome.Written()))
                .toList();
    }

    private static boolean isPlainAddition(AssociationWrite write) {
        return !write.add().isEmpty() && write.add().stream().allMatch(AssociationKind::isPlain);
    }

    private static boolean isEnd(AssociationWrite write) {
        return write.add().isEmpty() && write.remove().stream().anyMatch(AssociationKind::isPlain);
    }

    /** Labels that are set anew go by not being named. */
    private static boolean losesLabels(AssociationWrite write) {
        return !write.remove().isEmpty() && !isEnd(write) && (write.add().isEmpty() || isPlainAddition(write));
    }

    private static Set<AssociationKind> labelsToSet(AssociationWrite write) {
        var kinds = new HashSet<>(write.present());
        kinds.addAll(write.add());
        kinds.removeAll(write.remove());
        kinds.removeIf(AssociationKind::isPlain);
        return kinds;
    }

    private static void pair(AssociationWrite write, ObjectNode input) {
        input.putObject("from").put("id", write.from().value());
        input.putObject("to").put("id", write.to().value());
    }

    /** One list of writes under way. Confined to the calling thread. */
    private final class Run {
        private final String path;
        private final WriteOptions options;
        private final Map<AssociationWrite, AssociationOutcome> outcomes = new HashMap<>();

        Run(String path, WriteOptions options) {
            this.path = path;
            this.options = options;
        }

        void all(
                String operation,
                List<AssociationWrite> writes,
                Predicate<AssociationWrite> concerned,
                BiConsumer<AssociationWrite, ObjectNode> input) {
            // A write that failed in one way is not carried on with in another.
            var inputs = writes.stream()
                    .filter(write -> concerned.test(write) && !outcomes.containsKey(write))
                    .toList();
            for (var from = 0; from < inputs.size(); from += BATCH) {
                send(operation, inputs.subList(from, Math.min(from + BATCH, inputs.size())), input);
            }
        }

        private void send(
                String operation, List<AssociationWrite> writes, BiConsumer<AssociationWrite, ObjectNode> input) {
            var body = Json.object();
            var inputs = body.putArray("inputs");
            writes.forEach(write -> input.accept(write, inputs.addObject()));
            var call = ApiCall.write("associations/batch/" + operation, path + operation, body);
            switch (caller.call(call, options.lane(), options.sendBefore())) {
                case Reply.Success(var answer) -> take(operation, writes, input, answer);
                case Reply.Failed(var failure) -> failed(operation, writes, input, failure);
            }
        }

        /** A 207 tells of refusals, but not dependably of whom. */
        private void take(
                String operation,
                List<AssociationWrite> writes,
                BiConsumer<AssociationWrite, ObjectNode> input,
                HttpAnswer answer) {
            if (answer.status() != 207) {
                return;
            }
            var tree = Json.treeOrNull(answer.body());
            if (tree == null) {
                fail(writes, new AssociationOutcome.Uncertain("HubSpot's answer could not be read", false));
            } else if (!tree.path("errors").isEmpty()) {
                failed(
                        operation,
                        writes,
                        input,
                        Failures.ofItem(tree.path("errors").path(0)));
            }
        }

        private void failed(
                String operation,
                List<AssociationWrite> writes,
                BiConsumer<AssociationWrite, ObjectNode> input,
                Failure failure) {
            switch (failure) {
                case Failure.Invalid _, Failure.Conflict _, Failure.Missing _ -> {
                    if (writes.size() == 1) {
                        fail(writes, new AssociationOutcome.Refused(failure.message()));
                    } else {
                        var half = writes.size() / 2;
                        send(operation, writes.subList(0, half), input);
                        send(operation, writes.subList(half, writes.size()), input);
                    }
                }
                case Failure.NoAnswer _ -> fail(writes, new AssociationOutcome.Uncertain(failure.message(), true));
                case Failure.NotSent _,
                        Failure.OverBudget _,
                        Failure.Unauthorized _,
                        Failure.Forbidden _,
                        Failure.RateLimited _,
                        Failure.Locked _,
                        Failure.Unavailable _,
                        Failure.Misdirected _ ->
                    fail(writes, new AssociationOutcome.Uncertain(failure.message(), false));
            }
        }

        private void fail(Collection<AssociationWrite> writes, AssociationOutcome outcome) {
            writes.forEach(write -> outcomes.put(write, outcome));
        }
    }
}
