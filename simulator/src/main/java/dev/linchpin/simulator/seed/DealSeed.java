package dev.linchpin.simulator.seed;

import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.RecordBuilder;
import dev.linchpin.simulator.exchange.Timestamps;
import java.util.List;
import java.util.SplittableRandom;

/** Makes seeded deals. */
final class DealSeed {

    private static final long DAY = 86_400_000L;

    private final Property name;
    private final Property amount;
    private final Property closeDate;
    private final Property pipeline;
    private final Property stage;
    private final Property kind;
    private final Property currency;

    DealSeed(Catalogue catalogue) {
        name = catalogue.require("dealname");
        amount = catalogue.require("amount");
        closeDate = catalogue.require("closedate");
        pipeline = catalogue.require("pipeline");
        stage = catalogue.require("dealstage");
        kind = catalogue.require("dealtype");
        currency = catalogue.require("deal_currency_code");
    }

    RecordBuilder fill(RecordBuilder record, long at, List<SeededCompany> customers, SplittableRandom random) {
        String customer = customers.isEmpty()
                ? Pick.from(Words.LAST_NAMES, random)
                : Pick.from(customers, random).name();
        record.with(name.slot(), customer + " - " + Pick.from(Words.COMPANY_TAILS, random));
        record.with(amount.slot(), Integer.toString(100 * (1 + random.nextInt(5_000))));
        record.with(closeDate.slot(), Timestamps.iso(at + random.nextLong(180 * DAY)));
        record.with(pipeline.slot(), Pick.option(pipeline, random));
        record.with(stage.slot(), Pick.option(stage, random));
        record.with(kind.slot(), Pick.option(kind, random));
        record.with(currency.slot(), "EUR");
        return record;
    }
}
