package dev.linchpin.database.managed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.database.testing.Product;
import org.junit.jupiter.api.Test;

class SqliteManagedTablesTest extends ManagedTablesContract {
    SqliteManagedTablesTest() {
        super(Product.SQLITE);
    }

    @Test
    void matching_by_identity_reads_an_index() {
        var lookUp = "select * from contacts t where lower(trim(t.email)) in (select value from json_each('[]'))";

        assertThat(person.plan("explain query plan " + lookUp)).contains("linchpin_contacts_email");
    }
}
