package dev.linchpin.simulator.autoassociation;

import dev.linchpin.simulator.associations.Links;
import dev.linchpin.simulator.clock.Agenda;
import dev.linchpin.simulator.crm.Change;
import dev.linchpin.simulator.crm.ChangeListener;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.WriteSession;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.Source;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.crm.values.WebDomain;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Links contacts to the company of their address's domain, some time after they were created or their address changed, and
 * creates the company if there is none. Addresses of freemail providers do not count; then the contact's website does.
 *
 * <p>Source: HubSpot knowledge base, "Automatically create and associate companies with contacts". That a name made from the
 * domain stands for HubSpot's own database of companies, and that the oldest of several companies is taken, is UNCONFIRMED.
 */
public final class AutoAssociation implements ChangeListener {

    private static final Set<String> FREEMAIL = Set.of(
            "gmail.com",
            "googlemail.com",
            "yahoo.com",
            "hotmail.com",
            "outlook.com",
            "live.com",
            "msn.com",
            "icloud.com",
            "me.com",
            "aol.com",
            "gmx.de",
            "gmx.net",
            "web.de",
            "t-online.de",
            "proton.me",
            "protonmail.com",
            "mail.ru",
            "yandex.ru",
            "qq.com",
            "163.com");

    private static final Set<String> TRIGGERS = Set.of("email", "website");

    private final Crm crm;
    private final Links links;
    private final SettingsStore settings;
    private final Agenda agenda;

    /** Does what the account's agenda says is due. */
    public AutoAssociation(Crm crm, Links links, SettingsStore settings, Agenda agenda) {
        this.crm = crm;
        this.links = links;
        this.settings = settings;
        this.agenda = agenda;
    }

    @Override
    public void on(Change change) {
        if (!change.type().hasEmailIdentity() || !own().enabled()) {
            return;
        }
        switch (change) {
            case Change.Created created -> plan(created, created.record(), created.written());
            case Change.Updated updated -> plan(updated, updated.record(), updated.changed());
            default -> {}
        }
    }

    private void plan(Change change, StoredRecord contact, List<Property> written) {
        if (written.stream().anyMatch(property -> TRIGGERS.contains(property.name()))) {
            long due = change.at() + own().delay().toMillis();
            agenda.at(due, at -> associate(change.type(), contact.id(), at));
        }
    }

    private void associate(ObjectType type, long contactId, long at) {
        crm.writeAt(at, Source.autoAssociation(), session -> {
            StoredRecord contact = crm.live(type, contactId);
            String domain = contact == null ? null : domain(crm.catalogue(type), contact);
            if (contact != null && domain != null && !own().excludedDomains().contains(domain)) {
                Long company = company(session, domain);
                if (company != null) {
                    links.writing(session).linkPrimary(type, contact, companies(), company, own().replacesPrimary());
                }
            }
            return session;
        });
    }

    private static @Nullable String domain(Catalogue catalogue, StoredRecord contact) {
        String email = catalogue.value(contact, "email");
        if (email != null) {
            String domain = email.substring(email.indexOf('@') + 1);
            if (!FREEMAIL.contains(domain)) {
                return domain;
            }
        }
        String website = catalogue.value(contact, "website");
        String domain = website == null ? "" : WebDomain.of(website);
        return domain.contains(".") ? domain : null;
    }

    private @Nullable Long company(WriteSession session, String domain) {
        long[] ids = crm.idsBy(companies(), crm.catalogue(companies()).require("domain"), domain);
        if (ids != null && ids.length > 0) {
            return Arrays.stream(ids).min().getAsLong();
        }
        if (!own().createsCompanies()) {
            return null;
        }
        var values = new LinkedHashMap<String, @Nullable String>();
        values.put("domain", domain);
        values.put("name", name(domain));
        return session.apply(session.planCreation(companies(), values, false))
                .record()
                .id();
    }

    /** {@code Acme Steel} for {@code acme-steel.example}. */
    private static String name(String domain) {
        String host = domain.substring(0, domain.indexOf('.'));
        return Arrays.stream(host.split("-", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining(" "));
    }

    private ObjectType companies() {
        return crm.types().named("companies");
    }

    private AutoAssociationSettings own() {
        return settings.get(AutoAssociationSettings.SECTION);
    }
}
