package dev.linchpin.simulator.seed;

import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/** The company that a seeded record stands for, and that seeded people work at. */
record SeededCompany(String name, String domain, Words.Place place) {

    static SeededCompany random(SplittableRandom random, Set<String> takenDomains) {
        String head = Pick.from(Words.COMPANY_HEADS, random);
        String tail = Pick.from(Words.COMPANY_TAILS, random);
        Words.Place place = Pick.from(Words.PLACES, random);
        String slug = (head + "-" + tail).toLowerCase(Locale.ROOT);
        String domain = slug + ".example";
        String name = head + " " + tail + " " + Pick.from(Words.COMPANY_FORMS, random);
        for (int i = 2; !takenDomains.add(domain); i++) {
            domain = slug + "-" + i + ".example";
            if (i > 50) {
                domain = slug + "-" + i + "-" + random.nextInt(1_000_000) + ".example";
            }
        }
        return new SeededCompany(name, domain, place);
    }
}
