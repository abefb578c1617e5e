package dev.linchpin.simulator.activities;

import dev.linchpin.simulator.associations.Links;
import dev.linchpin.simulator.clock.Agenda;
import dev.linchpin.simulator.crm.Change;
import dev.linchpin.simulator.crm.ChangeListener;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.records.Source;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.settings.SettingsStore;

/**
 * Associates what is logged on a contact with the contact's primary company as well, if the settings say so. Used under the
 * account's lock.
 *
 * <p>Source: HubSpot knowledge base, "Set up automatic associations for records and activities".
 */
public final class PrimaryCompany implements ChangeListener {

    private final Crm crm;
    private final Links links;
    private final SettingsStore settings;
    private final Agenda agenda;

    /** Does what the account's agenda says is due. */
    public PrimaryCompany(Crm crm, Links links, SettingsStore settings, Agenda agenda) {
        this.crm = crm;
        this.links = links;
        this.settings = settings;
        this.agenda = agenda;
    }

    @Override
    public void on(Change change) {
        if (change instanceof Change.Associated link
                && link.type().isActivity()
                && link.toType().name().equals("contacts")
                && !link.removed()
                && own().activitiesJoinPrimaryCompany()) {
            long due = link.at() + own().rollUpDelay().toMillis();
            agenda.at(due, at -> join(link.type(), link.fromId(), link.toType(), link.toId(), at));
        }
    }

    private void join(ObjectType type, long activityId, ObjectType contacts, long contactId, long at) {
        crm.writeAt(at, Source.calculated(), session -> {
            ObjectType companies = crm.types().named("companies");
            StoredRecord activity = crm.liveExactly(type, activityId);
            Long company = links.primary(contacts, contactId, companies);
            if (activity != null && company != null) {
                links.writing(session).linkPrimary(type, activity, companies, company, false);
            }
            return session;
        });
    }

    private ActivitySettings own() {
        return settings.get(ActivitySettings.SECTION);
    }
}
