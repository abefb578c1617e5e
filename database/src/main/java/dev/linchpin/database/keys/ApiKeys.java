package dev.linchpin.database.keys;

import dev.linchpin.database.sql.Transactions;
import java.time.Clock;

/** The digests of API keys, by the keys' names; the keys themselves are kept nowhere. Thread-safe. */
public final class ApiKeys {
    private final Transactions transactions;
    private final Clock clock;

    public ApiKeys(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The digest that is kept under a name.
     *
     * @param fresh kept if there is none yet
     */
    public String keep(String name, String fresh) {
        return transactions.write(session -> {
            session.update(
                    "insert into $api_key (name, digest, created_at) values (?, ?, ?) on conflict do nothing",
                    name,
                    fresh,
                    clock.instant());
            return session.query("select digest from $api_key where name = ?", row -> row.text(1), name)
                    .getFirst();
        });
    }

    /** Forgets the key of this name, if there is one. */
    public void forget(String name) {
        transactions.<Integer>write(session -> session.update("delete from $api_key where name = ?", name));
    }
}
