package dev.linchpin.database.standings;

import dev.linchpin.database.sql.Transactions;
import dev.linchpin.engine.store.Standings;
import java.util.List;

/** Counts how types stand, each answer from one snapshot that holds no writer up. Thread-safe. */
public record SqlStandings(Transactions transactions) implements Standings {
    @Override
    public List<OfType> types() {
        return transactions.read(session -> new Counts(session).types());
    }
}
