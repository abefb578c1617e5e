package dev.linchpin.simulator.associations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.MovableClock;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Change;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.definitions.DefinitionSettings;
import dev.linchpin.simulator.crm.records.Source;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.facts.Fact;
import dev.linchpin.simulator.settings.Settings;
import dev.linchpin.simulator.settings.SettingsStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What listeners, and with them subscribers, hear of links. */
class LinkEventsTest {

    private static final Source PERSON = Source.person(7);

    private final SettingsStore settings = new SettingsStore(
            Settings.standard("secret"), List.of(AssociationSettings.SECTION, DefinitionSettings.SECTION));
    private final Crm crm = new Crm(new SimulatorClock(new MovableClock()), settings, 4242);
    private final Links links = new Links(crm, settings);
    private final ObjectType contacts = crm.types().named("contacts");
    private final ObjectType companies = crm.types().named("companies");
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void listen() {
        crm.listen(change -> {
            if (change instanceof Change.Associated link) {
                told.add((link.removed() ? "-" : "+") + link.type().name() + " "
                        + link.association().typeId() + (link.primary() ? " primary" : ""));
            }
        });
        crm.listen(links);
    }

    @Test
    @Fact("associations/told-both-ways")
    void a_primary_link_is_told_as_primary_and_as_plain_from_both_records() {
        StoredRecord contact = create(contacts, "firstname");
        StoredRecord company = create(companies, "name");
        link(contact, company, 1);
        assertThat(told)
                .containsExactly("+contacts 1 primary", "+companies 2 primary", "+contacts 279", "+companies 280");
        told.clear();
        link(contact, create(companies, "name"), 1);
        assertThat(told.subList(0, 2)).containsExactly("-contacts 1 primary", "-companies 2 primary");
        told.clear();
        link(contact, company, 279);
        assertThat(told).isEmpty();
    }

    @Test
    @Fact("associations/archive-is-quiet")
    void links_that_vanish_with_their_record_are_told_only_if_set() {
        StoredRecord contact = create(contacts, "firstname");
        link(contact, create(companies, "name"), 279);
        told.clear();
        StoredRecord archived = crm.write(PERSON, session -> session.archive(contacts, contact));
        assertThat(told).isEmpty();
        settings.patch(Json.readObject("{\"associations\":{\"archiveTells\":true}}".getBytes(StandardCharsets.UTF_8)));
        crm.write(PERSON, session -> session.restore(contacts, archived));
        assertThat(told).containsExactly("+contacts 279", "+companies 280");
    }

    @Test
    @Fact("associations/merge-is-quiet")
    void links_that_move_in_a_merge_are_told_only_if_set() {
        StoredRecord company = create(companies, "name");
        StoredRecord first = create(contacts, "firstname");
        StoredRecord second = create(contacts, "firstname");
        StoredRecord third = create(contacts, "firstname");
        link(second, company, 279);
        told.clear();
        StoredRecord survivor = crm.write(PERSON, session -> session.merge(contacts, first, second));
        assertThat(told).isEmpty();
        settings.patch(Json.readObject("{\"associations\":{\"mergeTells\":true}}".getBytes(StandardCharsets.UTF_8)));
        crm.write(PERSON, session -> session.merge(contacts, third, survivor));
        assertThat(told).containsExactly("-contacts 279", "-companies 280", "+contacts 279", "+companies 280");
    }

    @Test
    void types_become_linkable_by_a_definition_and_cease_to_be_without_it() {
        ObjectType products = crm.types().named("products");
        StoredRecord contact = create(contacts, "firstname");
        StoredRecord product = create(products, "name");
        int plain = links.makeLinkable(contacts, products, "contact_to_product");
        crm.write(PERSON, session -> {
            links.writing(session).link(contacts, contact, products, Long.toString(product.id()), List.of());
            return session;
        });
        assertThat(links.count(products, product.id(), contacts)).isEqualTo(1);
        links.makeUnlinkable(contacts, products, plain);
        assertThat(links.count(products, product.id(), contacts)).isZero();
    }

    private StoredRecord create(ObjectType type, String property) {
        return crm.write(
                PERSON,
                session -> session.apply(session.planCreation(type, Map.of(property, "x"), false))
                        .record());
    }

    private void link(StoredRecord contact, StoredRecord company, int typeId) {
        crm.write(PERSON, session -> {
            links.writing(session)
                    .link(
                            contacts,
                            contact,
                            companies,
                            Long.toString(company.id()),
                            List.of(new LinkRequest.Spec("HUBSPOT_DEFINED", typeId)));
            return session;
        });
    }
}
