package dev.linchpin.hubspot.records;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.call.ApiCall;
import dev.linchpin.hubspot.call.ApiPaths;
import dev.linchpin.hubspot.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of batch write: what they send, and how an answer's records are told apart.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/latest/crm/using-object-apis">Object APIs, batches</a>
 */
sealed interface WriteOperation {
    ObjectType type();

    /** The last part of the path. */
    String name();

    default ApiCall call(List<WriteInput> inputs) {
        var body = Json.object();
        var array = body.putArray("inputs");
        for (var input : inputs) {
            var object = array.addObject();
            if (!(this instanceof Create)) {
                object.put("id", input.key());
            }
            switch (this) {
                case Update _, Create _ -> {}
                case Upsert upsert -> object.put("idProperty", upsert.idProperty());
                case Archive _ -> {
                    continue;
                }
            }
            object.put("objectWriteTraceId", input.traceId());
            var properties = object.putObject("properties");
            input.properties().forEach(properties::put);
        }
        return ApiCall.write(type().name() + "/batch/" + name(), ApiPaths.objects(type()) + "/batch/" + name(), body);
    }

    /** The key that this record was addressed by, if nothing moved meanwhile; null when the answer does not tell. */
    default @Nullable String keyOf(HubSpotRecord record) {
        return switch (this) {
            case Update _, Archive _ -> record.id().value();
            case Create _ -> null;
            case Upsert upsert -> record.property(upsert.idProperty());
        };
    }

    record Update(ObjectType type) implements WriteOperation {
        @Override
        public String name() {
            return "update";
        }
    }

    record Upsert(ObjectType type, String idProperty) implements WriteOperation {
        @Override
        public String name() {
            return "upsert";
        }
    }

    record Archive(ObjectType type) implements WriteOperation {
        @Override
        public String name() {
            return "archive";
        }
    }

    /** Known by their trace ids alone, which also make HubSpot take the good ones of a batch with bad ones. */
    record Create(ObjectType type) implements WriteOperation {
        @Override
        public String name() {
            return "create";
        }
    }
}
