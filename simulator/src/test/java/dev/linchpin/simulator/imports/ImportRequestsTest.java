package dev.linchpin.simulator.imports;

import static dev.linchpin.simulator.imports.ImportingAccount.IMPORTS;
import static dev.linchpin.simulator.imports.ImportingAccount.PEOPLE;
import static dev.linchpin.simulator.imports.ImportingAccount.form;
import static dev.linchpin.simulator.imports.ImportingAccount.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.facts.Fact;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportRequestsTest {

    private final ImportingAccount imports = new ImportingAccount();
    private final TestAccount account = imports.account;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"fileFormat\":\"SPREADSHEET\"",
                "\"fileName\":\"other.csv\"",
                "\"columnMappings\":[]",
                "\"columnObjectTypeId\":\"0-999\"",
                "\"columnType\":\"FLEXIBLE_ASSOCIATION_LABEL\"",
                "\"createContactListFromImport\":true,\"name\":\"People\"",
                "\"dateFormat\":\"STARDATE\",\"name\":\"People\"",
            })
    @Fact("imports/csv-only")
    void what_the_simulator_cannot_import_is_refused_at_once(String instead) {
        String key = instead.contains("\"name\"") ? "name" : instead.split("\"", -1)[1];
        String request = request(PEOPLE, "");
        String changed = key.equals("columnMappings")
                ? request(PEOPLE, "").replace(PEOPLE, "[]")
                : request.replaceFirst("\"" + key + "\":\"[^\"]*\"", instead);
        assertThat(changed).isNotEqualTo(request);
        Answer answer = imports.post(changed, "people.csv", "First,Mail\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(account.get(IMPORTS).ids()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "multipart/form-data",
                "multipart/form-data; boundary=other",
            })
    @Fact({"imports/form", "imports/malformed-form"})
    void a_body_that_is_no_form_is_refused(String contentType) {
        SimulatedRequest request = new SimulatedRequest(
                "POST",
                IMPORTS,
                "",
                Map.of("authorization", "Bearer " + TestAccount.TOKEN, "content-type", contentType),
                form(request(PEOPLE, ""), "people.csv", "First,Mail\n"));
        assertThat(new Answer(account.hubSpot.handle(request)).status()).isEqualTo(400);
    }

    @Test
    @Fact("imports/malformed-form")
    void a_cut_off_form_is_refused() {
        byte[] whole = form(request(PEOPLE, ""), "people.csv", "First,Mail\n");
        for (int length = 0; length < whole.length - 4; length += 7) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThat(imports.send(part).status()).isEqualTo(400);
        }
        assertThat(imports.send(whole).status()).isEqualTo(200);
    }
}
