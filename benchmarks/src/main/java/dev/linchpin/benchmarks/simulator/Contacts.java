package dev.linchpin.benchmarks.simulator;

import java.nio.charset.StandardCharsets;

/** Batches of 100 contacts with 20 properties each, as accounts have them: some all different, some drawn from a few values. */
final class Contacts {

    private static final String[] CITIES = {"Berlin", "Paris", "Rome", "Vienna", "Madrid", "Oslo", "Dublin", "Prague"};
    private static final String[] COUNTRIES = {"Germany", "France", "Italy", "Austria", "Spain", "Norway", "Ireland"};
    private static final String[] STAGES = {"lead", "customer", "subscriber", "opportunity"};
    private static final String[] TITLES = {"Head of Sales", "Engineer", "Buyer", "Founder", "Assistant"};

    private Contacts() {}

    /** The body of a batch upsert of contacts number {@code first} and following. */
    static byte[] upsert(long first, int round) {
        var body = new StringBuilder(60_000).append("{\"inputs\":[");
        for (long number = first; number < first + 100; number++) {
            String email = "person." + number + "@company" + number % 5_000 + ".example";
            body.append(number == first ? "" : ",")
                    .append("{\"idProperty\":\"email\",\"id\":\"")
                    .append(email)
                    .append("\",\"properties\":{\"email\":\"")
                    .append(email)
                    .append('"');
            property(body, "firstname", "First" + number % 3_000);
            property(body, "lastname", "Last" + number);
            property(body, "phone", "+49 30 " + (1_000_000 + number + round));
            property(body, "mobilephone", "+49 170 " + (1_000_000 + number));
            property(body, "jobtitle", pick(TITLES, number));
            property(body, "company", "Company " + number % 5_000);
            property(body, "website", "https://company" + number % 5_000 + ".example");
            property(body, "address", "Street " + number % 20_000);
            property(body, "city", pick(CITIES, number));
            property(body, "state", "State " + number % 50);
            property(body, "zip", Long.toString(10_000 + number % 80_000));
            property(body, "country", pick(COUNTRIES, number));
            property(body, "hs_language", number % 2 == 0 ? "en" : "de");
            property(body, "lifecyclestage", pick(STAGES, number));
            property(body, "loyalty_points", Long.toString(number % 5_000 + round));
            property(body, "newsletter", number % 3 == 0 ? "true" : "false");
            property(body, "annualrevenue", Long.toString(10_000 * (number % 900)));
            property(body, "interests", number % 2 == 0 ? "music" : "music;travel");
            property(body, "contract_end", "202" + number % 10 + "-0" + (1 + number % 9) + "-1" + number % 10);
            body.append("}}");
        }
        return body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void property(StringBuilder body, String name, String value) {
        body.append(",\"").append(name).append("\":\"").append(value).append('"');
    }

    private static String pick(String[] values, long number) {
        return values[(int) (number * 31 % values.length)];
    }
}
