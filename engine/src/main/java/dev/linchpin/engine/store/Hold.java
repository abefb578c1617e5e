package dev.linchpin.engine.store;

import dev.linchpin.engine.model.ObjectType;
import java.time.Instant;
import java.util.List;

/**
 * What the guard holds back of one type until a person decides.
 *
 * @param records how many are held
 * @param since when the first of them was held
 * @param version grows with every record that joins; a decision names it, so that nobody decides about records not shown
 * @param examples a few of them, as row key and HubSpot id
 */
public record Hold(ObjectType type, Loss loss, long records, Instant since, long version, List<String> examples) {
    public Hold {
        examples = List.copyOf(examples);
    }
}
