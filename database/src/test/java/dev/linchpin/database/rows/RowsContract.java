package dev.linchpin.database.rows;

import static dev.linchpin.database.testing.Fields.valuesOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.database.testing.DatabaseContract;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.RowChange;
import dev.linchpin.engine.store.RowWrite;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class RowsContract extends DatabaseContract {
    RowsContract(Product product) {
        super(product);
    }

    @Test
    void a_row_reads_back_in_canonical_form_whatever_its_type() {
        var written = valuesOf(
                "email",
                "Ada@Example.com",
                "name",
                "Ada",
                "website",
                "example.com",
                "score",
                "1.5",
                "subscribed",
                "true",
                "birthday",
                "1815-12-10",
                "seen",
                "2026-02-03T04:05:06.789Z",
                "stage",
                "customer",
                "interests",
                "maths;poetry");

        var outcome = write(new RowChange.Insert(written, new HubSpotId("11")));

        assertThat(outcome).isInstanceOfSatisfying(RowWrite.Written.class, made -> {
            assertThat(made.row().values()).isEqualTo(written);
            assertThat(made.row().hubspotId()).isEqualTo(new HubSpotId("11"));
        });
        var key = ((RowWrite.Written) outcome).row().key();
        var read = store.inTransaction(tx -> tx.rows(contacts, List.of(key)));
        assertThat(read.get(key)).isEqualTo(((RowWrite.Written) outcome).row());
        assertThat(captured()).isEmpty();
    }

    @Test
    void a_blank_value_empties_the_column() {
        var key = insertedRow("11", valuesOf("name", "Ada", "score", "3"));

        write(new RowChange.Update(key, valuesOf("name", "", "score", ""), null));

        assertThat(person.sees("select id from " + table + " where name is null and score is null"))
                .containsExactly(key.value());
        assertThat(map(tx -> tx.rows(contacts, List.of(key))).get(key))
                .satisfies(row -> assertThat(row.value("name")).isEqualTo(Value.BLANK));
    }
}
