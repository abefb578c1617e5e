package dev.linchpin.simulator.seed;

import java.util.List;

/** What seeded people and companies are made of. */
final class Words {

    static final List<String> FIRST_NAMES = words("""
            Ada Adrian Agnes Aisha Albert Alice Amara Amelie Anders Andrea Anna Antonio Arjun Astrid Ayse Beatriz Ben
            Bianca Boris Camille Carlos Carmen Cecilia Chiara Chloe Christian Clara Claire Daniel Daria David Diego Dmitri
            Elena Elif Emil Emma Erik Esther Eva Fatima Felix Fiona Florian Francesca Frida Gabriel Georg Grace Greta Hana
            Hannah Hassan Helena Henrik Hugo Ines Ingrid Irene Isabel Ivan Jakob James Jan Jana Javier Jonas Josephine
            Julia Karim Katharina Kenji Klara Lars Laura Lena Leo Lina Linh Louis Lucas Lucia Luis Magnus Maja Marco Maria
            Marta Mateo Matthias Maya Mei Mia Michael Milan Mina Mohamed Nadia Nina Noah Nora Olga Oliver Omar Oscar Paola
            Patrick Paul Petra Philipp Priya Rafael Rania Rosa Ruben Samira Samuel Sara Sebastian Selma Silvia Simon Sofia
            Stefan Susanne Tariq Teresa Theo Thomas Tobias Ursula Valentina Vera Viktor Wei Yara Yuki Yusuf Zoe
            Jos\u00e9 Ren\u00e9e S\u00f8ren J\u00fcrgen Fran\u00e7oise Bj\u00f6rn Zo\u00eb \u0141ukasz
            """);

    static final List<String> LAST_NAMES = words("""
            Abbott Ahmed Almeida Andersen Bakker Barbieri Bauer Becker Berg Bianchi Bonnet Braun Brown Bruno Carvalho
            Castro Chen Clark Conti Cooper Costa Cruz Dahl Davies Diaz Dubois Eriksson Esposito Fernandez Ferrari Fischer
            Fontaine Garcia Gomez Gruber Haas Hansen Hartmann Hernandez Hoffmann Holm Hughes Ibrahim Ivanov Jansen Jensen
            Johansson Johnson Jones Kaiser Kaya Keller Khan Kim Klein Koch Kowalski Kumar Lang Larsen Lefebvre Lehmann Lindberg
            Lopez Lorenz Maier Marino Martin Martinez Mehta Meyer Moreau Moreno Morris Murphy Nakamura Neumann Nguyen Nielsen
            Novak Olsen Ortiz Patel Pereira Petrov Popescu Ramos Richter Rossi Roux Ruiz Russo Sato Schmidt Schneider Schulz
            Silva Singh Smit Smith Sousa Suzuki Tanaka Taylor Thompson Torres Vargas Vasquez Visser Vogel Wagner Walker Wang
            Weber Werner White Williams Wilson Wolf Wood Wright Yamamoto Yilmaz Zimmermann
            M\u00fcller Garc\u00eda Nu\u00f1ez O'Brien Lind\u00e9n Szab\u00f3
            """);

    static final List<String> COMPANY_HEADS = words("""
            Alpine Amber Anchor Apex Arbor Arctic Argon Atlas Aurora Beacon Birch Blue Bridge Bright Canyon Cedar Clear
            Cobalt Compass Copper Coral Crest Crystal Delta Eagle Echo Elm Ember Evergreen Falcon Fjord Forge Foundry Fox
            Garnet Glacier Golden Granite Green Grove Harbor Hawk Horizon Indigo Iron Ivory Jade Juniper Keystone Lagoon
            Lantern Laurel Lighthouse Linden Lumen Maple Meadow Meridian Midnight Mill Mint Nimbus North Nova Oak Ocean Olive
            Onyx Opal Orbit Orchid Peak Pearl Pilot Pine Polar Prairie Quartz Raven Red River Robin Sage Sail Sequoia Sierra
            Silver Sky Solar Spruce Stone Summit Swift Terra Thistle Timber Topaz Trail Tundra Valley Vector Violet Vista
            Willow Winter Zephyr
            """);

    static final List<String> COMPANY_TAILS = words("""
            Analytics Automation Biotech Brewing Ceramics Chemicals Cloud Components Consulting Dynamics Electronics Energy
            Engineering Farms Finance Foods Furniture Gardens Glass Instruments Insurance Labs Logistics Machines Marine
            Materials Media Medical Mobility Motors Networks Optics Packaging Paper Partners Pharma Plastics Power Printing
            Railways Research Robotics Security Software Solutions Steel Studios Systems Textiles Tools Trading Travel
            Ventures Works
            """);

    static final List<String> COMPANY_FORMS = List.of("GmbH", "AG", "Ltd", "Inc", "SA", "BV", "AB", "SpA", "LLC", "Oy");

    static final List<String> JOB_TITLES = List.of(
            "Account Manager",
            "Accountant",
            "Architect",
            "Buyer",
            "CEO",
            "CFO",
            "CTO",
            "Chief of Staff",
            "Customer Success Manager",
            "Data Engineer",
            "Designer",
            "Facility Manager",
            "Founder",
            "Head of Marketing",
            "Head of Operations",
            "Head of Purchasing",
            "Head of Sales",
            "HR Manager",
            "IT Administrator",
            "Legal Counsel",
            "Logistics Coordinator",
            "Marketing Manager",
            "Office Manager",
            "Plant Manager",
            "Product Manager",
            "Production Planner",
            "Project Manager",
            "Quality Manager",
            "Sales Representative",
            "Software Engineer");

    static final List<String> STREETS = words("""
            Bahnhofstrasse Hauptstrasse Lindenweg Marktplatz Gartenweg Seestrasse Churchroad Highstreet Parklane Millroad
            Elmstreet Harbourway Stationroad Kingsway Ringweg Bergallee
            """);

    static final List<Place> PLACES = List.of(
            new Place("Berlin", "Berlin", "10115", "Germany", "+49 30", "Europe/Berlin", "de"),
            new Place("Hamburg", "Hamburg", "20095", "Germany", "+49 40", "Europe/Berlin", "de"),
            new Place("M\u00fcnchen", "Bayern", "80331", "Germany", "+49 89", "Europe/Berlin", "de"),
            new Place("Wien", "Wien", "1010", "Austria", "+43 1", "Europe/Vienna", "de"),
            new Place("Z\u00fcrich", "Z\u00fcrich", "8001", "Switzerland", "+41 44", "Europe/Zurich", "de"),
            new Place("Paris", "\u00cele-de-France", "75001", "France", "+33 1", "Europe/Paris", "fr"),
            new Place("Lyon", "Auvergne-Rh\u00f4ne-Alpes", "69001", "France", "+33 4", "Europe/Paris", "fr"),
            new Place("Milano", "Lombardia", "20121", "Italy", "+39 02", "Europe/Rome", "it"),
            new Place("Madrid", "Madrid", "28001", "Spain", "+34 91", "Europe/Madrid", "es"),
            new Place("Lisboa", "Lisboa", "1100-148", "Portugal", "+351 21", "Europe/Lisbon", "pt"),
            new Place("Amsterdam", "Noord-Holland", "1012", "Netherlands", "+31 20", "Europe/Amsterdam", "nl"),
            new Place("Stockholm", "Stockholm", "111 20", "Sweden", "+46 8", "Europe/Stockholm", "sv"),
            new Place("Warszawa", "Mazowieckie", "00-001", "Poland", "+48 22", "Europe/Warsaw", "pl"),
            new Place("London", "England", "EC1A 1BB", "United Kingdom", "+44 20", "Europe/London", "en"),
            new Place("Dublin", "Leinster", "D01 F5P2", "Ireland", "+353 1", "Europe/Dublin", "en"),
            new Place("Boston", "MA", "02108", "United States", "+1 617", "America/New_York", "en"),
            new Place("Austin", "TX", "73301", "United States", "+1 512", "America/Chicago", "en"),
            new Place("Toronto", "ON", "M5H 2N2", "Canada", "+1 416", "America/Toronto", "en"),
            new Place("Osaka", "Osaka", "530-0001", "Japan", "+81 6", "Asia/Tokyo", "ja"));

    private Words() {}

    /** Where somebody is. */
    record Place(
            String city, String state, String zip, String country, String dialling, String timeZone, String language) {}

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+", -1));
    }
}
