package dev.linchpin.simulator.crm.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectTypesTest {

    private final TestAccount account = new TestAccount();

    @ParameterizedTest
    @CsvSource({
        "contacts, 0-1, contact",
        "companies, 0-2, company",
        "deals, 0-3, deal",
        "tickets, 0-5, ticket",
        "products, 0-7, product",
        "line_items, 0-8, line_item",
        "quotes, 0-14, quote",
        "communications, 0-18, communication",
        "feedback_submissions, 0-19, feedback",
        "tasks, 0-27, task",
        "notes, 0-46, note",
        "meetings, 0-47, meeting",
        "calls, 0-48, call",
        "emails, 0-49, email",
        "invoices, 0-53, invoice",
        "subscriptions, 0-69, subscription",
        "goal_targets, 0-74, goals",
        "discounts, 0-84, discount",
        "fees, 0-85, fee",
        "taxes, 0-86, tax",
        "commerce_payments, 0-101, payments",
        "users, 0-115, user",
        "postal_mail, 0-116, postal_mail",
        "orders, 0-123, order",
        "leads, 0-136, lead",
        "carts, 0-142, cart",
        "services, 0-162, service",
        "courses, 0-410, course",
        "listings, 0-420, listing",
        "appointments, 0-421, appointment",
        "projects, 0-970, project"
    })
    @Fact("properties/standard-types")
    void every_standard_type_goes_by_its_names_and_has_properties(String plural, String id, String other) {
        for (String name : List.of(plural, id, other, plural.toUpperCase(Locale.ROOT))) {
            assertThat(account.get("/crm/objects/2026-09/" + name).status())
                    .as(name)
                    .isEqualTo(200);
        }
        assertThat(account.get("/crm/properties/2026-09/" + id)
                        .json()
                        .path("results")
                        .size())
                .as("more than those that every type has")
                .isGreaterThan(plural.equals("carts") ? 10 : 12);
    }

    @ParameterizedTest
    @CsvSource({
        "deals, '\"dealname\":\"d\",\"dealstage\":\"closedwon\",\"pipeline\":\"default\"'",
        "tickets, '\"subject\":\"s\",\"hs_pipeline_stage\":\"1\"'",
        "companies, '\"domain\":\"a.example\"'",
        "products, '\"name\":\"p\"'",
        "courses, '\"hs_course_name\":\"c\"'",
        "services, '\"hs_name\":\"s\"'",
        "listings, '\"hs_name\":\"l\"'",
        "appointments, '\"hs_appointment_start\":\"2026-01-01T00:00:00Z\"'",
        "invoices, '\"hs_currency\":\"EUR\"'",
        "leads, '\"hs_lead_name\":\"l\"'"
    })
    @Fact("properties/required-on-create")
    void a_creation_needs_what_its_type_requires_from_2026_09_on(String type, String enough) {
        Answer refused = account.post("/crm/objects/2026-09/" + type, "{\"properties\":{}}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(account.post("/crm/objects/2026-09/" + type, "{\"properties\":{" + enough + "}}")
                        .status())
                .isEqualTo(201);
        boolean activity = enough.contains("hs_timestamp");
        assertThat(account.post("/crm/v3/objects/" + type, "{\"properties\":{}}")
                        .status())
                .isEqualTo(activity ? 400 : 201);
    }
}
