package dev.linchpin.simulator.imports;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An account with calls about imports under 2026-09. */
final class ImportingAccount {

    static final String IMPORTS = "/crm/imports/2026-09";

    static final String PEOPLE = """
            [{"columnObjectTypeId":"0-1","columnName":"First","propertyName":"firstname"},
             {"columnObjectTypeId":"0-1","columnName":"Mail","propertyName":"email","columnType":"HUBSPOT_ALTERNATE_ID"}]""";

    final TestAccount account = new TestAccount();

    String finished(String mappings, String csv) {
        Answer started = start(mappings, csv);
        if (started.status() != 200) {
            throw new IllegalArgumentException(started.response().text());
        }
        account.advance(Duration.ofSeconds(2));
        return started.text("/id");
    }

    Answer start(String mappings, String csv) {
        return post(request(mappings, ""), "people.csv", csv);
    }

    static String request(String mappings, String further) {
        return """
                {%s"name":"People","files":[{"fileName":"people.csv","fileFormat":"CSV","fileImportPage":{"columnMappings":%s}}]}""".formatted(further, mappings);
    }

    Answer post(String request, String fileName, String csv) {
        return send(form(request, fileName, csv));
    }

    Answer send(byte[] form) {
        return new Answer(account.hubSpot.handle(new SimulatedRequest(
                "POST",
                IMPORTS,
                "",
                Map.of(
                        "authorization",
                        "Bearer " + TestAccount.TOKEN,
                        "content-type",
                        "multipart/form-data; boundary=----frontier"),
                form)));
    }

    static byte[] form(String request, String fileName, String csv) {
        return ("------frontier\r\nContent-Disposition: form-data; name=\"importRequest\"\r\n\r\n" + request
                        + "\r\n------frontier\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: text/csv\r\n\r\n" + csv + "\r\n------frontier--\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    Answer read(String id) {
        return account.get(IMPORTS + "/" + id);
    }

    Answer errors(String id, String query) {
        return account.get(IMPORTS + "/" + id + "/errors" + query);
    }

    List<String> errorTypes(String id) {
        return errors(id, "")
                .json()
                .path("results")
                .valueStream()
                .map(error -> error.path("errorType").asString())
                .toList();
    }
}
