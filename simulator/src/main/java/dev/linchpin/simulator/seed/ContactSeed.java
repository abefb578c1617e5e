package dev.linchpin.simulator.seed;

import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.RecordBuilder;
import dev.linchpin.simulator.crm.records.Source;
import dev.linchpin.simulator.exchange.Timestamps;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes seeded people. */
final class ContactSeed {

    private static final long DAY = 86_400_000L;
    private static final Source EDITOR = Source.person(78);

    private final Map<String, String> plainNames = new HashMap<>();
    private final Property email;
    private final Property firstName;
    private final Property lastName;
    private final Property phone;
    private final Property mobile;
    private final Property jobTitle;
    private final Property company;
    private final Property website;
    private final Property address;
    private final Property city;
    private final Property state;
    private final Property zip;
    private final Property country;
    private final Property language;
    private final Property stage;
    private final Property leadStatus;
    private final Property employees;
    private final Property revenue;
    private final Property birth;
    private final Property owner;
    private final Property source;
    private final Property interests;
    private final Property points;
    private final Property newsletter;
    private final Property contractEnd;
    private final Property lastVisit;

    ContactSeed(Catalogue catalogue) {
        email = catalogue.require("email");
        firstName = catalogue.require("firstname");
        lastName = catalogue.require("lastname");
        phone = catalogue.require("phone");
        mobile = catalogue.require("mobilephone");
        jobTitle = catalogue.require("jobtitle");
        company = catalogue.require("company");
        website = catalogue.require("website");
        address = catalogue.require("address");
        city = catalogue.require("city");
        state = catalogue.require("state");
        zip = catalogue.require("zip");
        country = catalogue.require("country");
        language = catalogue.require("hs_language");
        stage = catalogue.require("lifecyclestage");
        leadStatus = catalogue.require("hs_lead_status");
        employees = catalogue.require("numemployees");
        revenue = catalogue.require("annualrevenue");
        birth = catalogue.require("date_of_birth");
        owner = catalogue.require("hubspot_owner_id");
        source = catalogue.require("hs_analytics_source");
        interests = catalogue.require("interests");
        points = catalogue.require("loyalty_points");
        newsletter = catalogue.require("newsletter");
        contractEnd = catalogue.require("contract_end");
        lastVisit = catalogue.require("last_visit_at");
    }

    RecordBuilder fill(
            RecordBuilder record, int number, long at, List<SeededCompany> employers, SplittableRandom random) {
        String first = Pick.from(Words.FIRST_NAMES, random);
        String last = Pick.from(Words.LAST_NAMES, random);
        boolean employed = !employers.isEmpty();
        SeededCompany employer = employed ? Pick.from(employers, random) : null;
        Words.Place place = employer == null ? Pick.from(Words.PLACES, random) : employer.place();
        String domain = employer == null ? "mail.example" : employer.domain();
        record.with(email.slot(), plain(first) + "." + plain(last) + "." + number + "@" + domain);
        record.with(firstName.slot(), first).with(lastName.slot(), last);
        record.with(phone.slot(), place.dialling() + " " + (1_000_000 + random.nextInt(9_000_000)));
        record.with(city.slot(), place.city()).with(country.slot(), place.country());
        record.with(zip.slot(), place.zip()).with(state.slot(), place.state());
        record.with(language.slot(), place.language());
        record.with(jobTitle.slot(), Pick.from(Words.JOB_TITLES, random));
        record.with(stage.slot(), Pick.option(stage, random));
        record.with(newsletter.slot(), random.nextBoolean() ? "true" : "false");
        record.with(source.slot(), Pick.option(source, random));
        if (employer != null) {
            record.with(company.slot(), employer.name());
        }
        fillSometimes(record, domain, at, random);
        if (Pick.oneIn(8, random)) {
            String later = place.dialling() + " " + (1_000_000 + random.nextInt(9_000_000));
            record.changed(phone.slot(), later, at + DAY + random.nextLong(DAY), EDITOR);
        }
        return record;
    }

    private void fillSometimes(RecordBuilder record, String domain, long at, SplittableRandom random) {
        if (Pick.oneIn(2, random)) {
            record.with(interests.slot(), Pick.options(interests, random));
        }
        if (Pick.oneIn(2, random)) {
            record.with(points.slot(), Integer.toString(random.nextInt(5_000)));
        }
        if (Pick.oneIn(3, random)) {
            record.with(address.slot(), Pick.from(Words.STREETS, random) + " " + (1 + random.nextInt(150)));
        }
        if (Pick.oneIn(3, random)) {
            record.with(leadStatus.slot(), Pick.option(leadStatus, random));
        }
        if (Pick.oneIn(3, random)) {
            record.with(owner.slot(), Integer.toString(5_001 + random.nextInt(3)));
        }
        if (Pick.oneIn(4, random)) {
            record.with(mobile.slot(), "+49 170 " + (1_000_000 + random.nextInt(9_000_000)));
        }
        if (Pick.oneIn(4, random)) {
            record.with(
                    contractEnd.slot(),
                    Timestamps.iso(at + random.nextLong(1_000 * DAY)).substring(0, 10));
        }
        if (Pick.oneIn(5, random)) {
            record.with(lastVisit.slot(), Timestamps.iso(at - random.nextLong(100 * DAY)));
        }
        if (Pick.oneIn(5, random)) {
            record.with(website.slot(), "https://www." + domain + "/team");
        }
        if (Pick.oneIn(6, random)) {
            record.with(employees.slot(), Pick.option(employees, random));
        }
        if (Pick.oneIn(6, random)) {
            record.with(revenue.slot(), Integer.toString(10_000 * (1 + random.nextInt(900))));
        }
        if (Pick.oneIn(6, random)) {
            record.with(
                    birth.slot(), Timestamps.iso(random.nextLong(12_000 * DAY)).substring(0, 10));
        }
    }

    /** A name as part of an address: letters only, without accents, in lower case. */
    private String plain(String name) {
        return plainNames.computeIfAbsent(name, ContactSeed::withoutAccents);
    }

    private static String withoutAccents(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replace("\u00f8", "o")
                .replace("\u0141", "L")
                .replaceAll("[^A-Za-z]", "")
                .toLowerCase(Locale.ROOT);
    }
}
