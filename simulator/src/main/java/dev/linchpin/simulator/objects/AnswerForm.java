package dev.linchpin.simulator.objects;

import dev.linchpin.simulator.account.AccountSettings;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.records.RecordSettings;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.settings.Behaviour;
import dev.linchpin.simulator.settings.SettingsStore;

/**
 * How the account answers records at a moment. Immutable.
 *
 * @param pages what the address of every record's page in HubSpot starts with
 */
public record AnswerForm(Behaviour behaviour, RecordSettings records, String pages) {

    /** By the settings in force. */
    public static AnswerForm of(SettingsStore settings, Crm crm) {
        return new AnswerForm(
                settings.get().behaviour(),
                settings.get(RecordSettings.SECTION),
                "https://" + settings.get(AccountSettings.SECTION).uiDomain() + "/contacts/" + crm.portalId()
                        + "/record/");
    }

    /** The page of a record, as in recorded answers: {@code https://app.hubspot.com/contacts/4242/record/0-1/501}. */
    String page(ObjectType type, long id) {
        return pages + type.typeId() + "/" + id;
    }
}
