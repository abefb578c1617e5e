package dev.linchpin.simulator.seed;

import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.RecordBuilder;
import java.util.SplittableRandom;

/** Makes seeded companies. */
final class CompanySeed {

    private final Property name;
    private final Property domain;
    private final Property website;
    private final Property phone;
    private final Property address;
    private final Property city;
    private final Property state;
    private final Property zip;
    private final Property country;
    private final Property timeZone;
    private final Property industry;
    private final Property kind;
    private final Property revenue;
    private final Property employees;
    private final Property founded;
    private final Property isPublic;
    private final Property stage;
    private final Property credit;
    private final Property certifications;
    private final Property keyAccount;

    CompanySeed(Catalogue catalogue) {
        name = catalogue.require("name");
        domain = catalogue.require("domain");
        website = catalogue.require("website");
        phone = catalogue.require("phone");
        address = catalogue.require("address");
        city = catalogue.require("city");
        state = catalogue.require("state");
        zip = catalogue.require("zip");
        country = catalogue.require("country");
        timeZone = catalogue.require("timezone");
        industry = catalogue.require("industry");
        kind = catalogue.require("type");
        revenue = catalogue.require("annualrevenue");
        employees = catalogue.require("numberofemployees");
        founded = catalogue.require("founded_year");
        isPublic = catalogue.require("is_public");
        stage = catalogue.require("lifecyclestage");
        credit = catalogue.require("credit_limit");
        certifications = catalogue.require("certifications");
        keyAccount = catalogue.require("key_account");
    }

    RecordBuilder fill(RecordBuilder record, SeededCompany company, SplittableRandom random) {
        Words.Place place = company.place();
        record.with(name.slot(), company.name()).with(domain.slot(), company.domain());
        record.with(website.slot(), "https://www." + company.domain());
        record.with(phone.slot(), place.dialling() + " " + (100_000 + random.nextInt(900_000)));
        record.with(address.slot(), Pick.from(Words.STREETS, random) + " " + (1 + random.nextInt(150)));
        record.with(city.slot(), place.city()).with(state.slot(), place.state());
        record.with(zip.slot(), place.zip()).with(country.slot(), place.country());
        record.with(timeZone.slot(), place.timeZone());
        record.with(industry.slot(), Pick.option(industry, random));
        record.with(kind.slot(), Pick.option(kind, random));
        record.with(employees.slot(), Integer.toString(1 + random.nextInt(5_000)));
        record.with(isPublic.slot(), Pick.oneIn(6, random) ? "true" : "false");
        record.with(stage.slot(), Pick.option(stage, random));
        if (Pick.oneIn(2, random)) {
            record.with(revenue.slot(), Integer.toString(50_000 * (1 + random.nextInt(2_000))));
        }
        if (Pick.oneIn(2, random)) {
            record.with(founded.slot(), Integer.toString(1890 + random.nextInt(135)));
        }
        if (Pick.oneIn(3, random)) {
            record.with(credit.slot(), random.nextInt(100_000) + ".5");
        }
        if (Pick.oneIn(3, random)) {
            record.with(certifications.slot(), Pick.options(certifications, random));
        }
        if (Pick.oneIn(4, random)) {
            record.with(keyAccount.slot(), random.nextBoolean() ? "true" : "false");
        }
        return record;
    }
}
