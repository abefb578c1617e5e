package dev.linchpin.database.managed;

import static dev.linchpin.database.testing.Fields.field;
import static dev.linchpin.engine.model.ObjectType.COMPANIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.database.testing.Fields;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.model.FieldType;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresManagedTablesTest extends ManagedTablesContract {
    PostgresManagedTablesTest() {
        super(Product.POSTGRESQL);
    }

    @Test
    void matching_by_identity_reads_an_index() {
        person.does("set enable_seqscan = off");
        var lookUp = "select * from hubspot.contacts t where lower(btrim(t.email::text)) = any('{a@b.c}')";

        assertThat(person.plan("explain " + lookUp)).contains("linchpin_contacts_email");
    }

    @Test
    void a_name_that_the_database_would_cut_is_refused() {
        var mapping = Fields.mapping(COMPANIES, "hubspot.companies", List.of(), field("n".repeat(64), FieldType.TEXT));

        assertThatThrownBy(() -> database.managedTables().plan(List.of(mapping)))
                .hasMessageContaining("more than 63 bytes");
    }
}
