package dev.linchpin.simulator.imports;

import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.Timestamps;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Imports and their errors as HubSpot shows them (HubSpot's client, PublicImportResponse and PublicImportError). */
final class ImportJson {

    private ImportJson() {}

    static ObjectNode render(FileImport running) {
        ObjectNode json = Json.object();
        json.put("id", Long.toString(running.id));
        json.put("state", running.state.name());
        json.put("createdAt", Timestamps.iso(running.createdAt));
        json.put("updatedAt", Timestamps.iso(running.updatedAt));
        json.put("importName", running.request.name());
        json.put("importSource", "API");
        json.put("optOutImport", false);
        var types = json.putArray("mappedObjectTypeIds");
        running.request.types().stream().map(ObjectType::typeId).forEach(types::add);
        ObjectNode metadata = json.putObject("metadata");
        ObjectNode counters = metadata.putObject("counters");
        running.counters.forEach((counter, count) -> counters.put(counter.name(), count));
        var fileIds = metadata.putArray("fileIds");
        for (int i = 0; i < running.request.files().size(); i++) {
            fileIds.add(Long.toString(running.fileId(i)));
        }
        metadata.putArray("objectLists");
        json.set("importRequestJson", running.request.json());
        return json;
    }

    static ObjectNode error(FileImport running, int index, boolean withMessage, boolean withRow) {
        ImportError error = running.errors.get(index);
        ObjectNode json = Json.object();
        json.put("id", Long.toString(running.id * 10_000_000 + index + 1));
        json.put("createdAt", error.at());
        json.put("errorType", error.errorType());
        if (withMessage) {
            json.put("errorMessage", error.message());
        }
        if (error.type() != null) {
            json.put("objectType", error.type().singular().toUpperCase(Locale.ROOT));
            json.put("objectTypeId", error.type().typeId());
        }
        if (error.value() != null) {
            json.put("invalidValue", error.value());
            json.put("invalidValueToDisplay", error.value());
        }
        if (error.column() != 0) {
            json.put("knownColumnNumber", error.column());
        }
        ObjectNode source = json.putObject("sourceData");
        source.put("fileId", error.fileId());
        source.put("pageName", error.fileName());
        source.put("lineNumber", error.line());
        source.put("containsEncryptedProperties", false);
        var row = source.putArray("rowData");
        if (withRow) {
            error.row().forEach(row::add);
        }
        return json;
    }
}
