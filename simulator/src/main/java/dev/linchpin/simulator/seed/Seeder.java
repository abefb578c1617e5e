package dev.linchpin.simulator.seed;

import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.records.RecordBuilder;
import dev.linchpin.simulator.crm.records.Source;
import dev.linchpin.simulator.crm.types.ObjectType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Fills an account with companies, contacts and deals. The same seed and the same counts give the same records, whatever
 * the clock shows: seeded histories end at a fixed day.
 */
public final class Seeder {

    private static final long FIRST_DAY = Instant.parse("2023-01-02T08:00:00Z").toEpochMilli();
    private static final long LAST_DAY = Instant.parse("2026-06-30T18:00:00Z").toEpochMilli();

    private final Crm crm;
    private final SplittableRandom random;
    private final List<Source> creators =
            List.of(Source.person(77), Source.person(78), Source.fileImport(4_501), Source.form("newsletter-signup"));

    /** Seeds that account. */
    public Seeder(Crm crm, long seed) {
        this.crm = crm;
        this.random = new SplittableRandom(seed);
    }

    /** Adds so many records; companies have distinct domains and contacts distinct addresses. */
    public void seed(int companies, int contacts, int deals) {
        List<SeededCompany> employers = seedCompanies(companies);
        seedContacts(contacts, employers);
        seedDeals(deals, employers);
    }

    private List<SeededCompany> seedCompanies(int count) {
        ObjectType type = crm.types().named("companies");
        Catalogue catalogue = crm.catalogue(type);
        var companies = new CompanySeed(catalogue);
        var employers = new ArrayList<SeededCompany>(count);
        Set<String> domains = new HashSet<>();
        for (int i = 0; i < count; i++) {
            SeededCompany company = SeededCompany.random(random, domains);
            employers.add(company);
            long at = moment(i, count);
            crm.plant(type, id -> companies.fill(start(id, at), company, random));
        }
        return employers;
    }

    private void seedContacts(int count, List<SeededCompany> employers) {
        ObjectType type = crm.types().named("contacts");
        var contacts = new ContactSeed(crm.catalogue(type));
        for (int i = 0; i < count; i++) {
            long at = moment(i, count);
            int number = i;
            crm.plant(type, id -> contacts.fill(start(id, at), number, at, employers, random));
        }
    }

    private void seedDeals(int count, List<SeededCompany> employers) {
        ObjectType type = crm.types().named("deals");
        var deals = new DealSeed(crm.catalogue(type));
        for (int i = 0; i < count; i++) {
            long at = moment(i, count);
            crm.plant(type, id -> deals.fill(start(id, at), at, employers, random));
        }
    }

    private RecordBuilder start(long id, long at) {
        return RecordBuilder.create(id, at, creators.get(random.nextInt(creators.size())), 32);
    }

    /** Creation times rise with ids, as in a real account. */
    private long moment(int index, int count) {
        return FIRST_DAY + (long) ((LAST_DAY - FIRST_DAY) * (index + random.nextDouble()) / count);
    }
}
