package dev.linchpin.simulator.crm.definitions;

import dev.linchpin.simulator.crm.pipelines.Stage;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.records.Version;
import dev.linchpin.simulator.exchange.Timestamps;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What follows from the stage that a record is in. */
final class StageValues {

    private StageValues() {}

    static @Nullable Stage stage(StoredRecord record, Catalogue catalogue) {
        return catalogue
                .pipelines()
                .stage(catalogue.value(record, catalogue.type().stageProperty()));
    }

    static @Nullable BigDecimal probability(StoredRecord record, Catalogue catalogue) {
        Stage stage = stage(record, catalogue);
        return stage == null ? null : stage.probability();
    }

    static @Nullable String closedAt(StoredRecord record, Catalogue catalogue) {
        Stage stage = stage(record, catalogue);
        Property property = catalogue.find(catalogue.type().stageProperty());
        if (stage == null || property == null || !stage.isClosed()) {
            return null;
        }
        Version version = record.version(property.slot());
        return version == null ? null : Timestamps.iso(version.timestamp());
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
