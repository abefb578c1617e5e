package dev.linchpin.simulator.activities;

import dev.linchpin.simulator.crm.checks.ValueShaper;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.crm.values.RichText;
import dev.linchpin.simulator.settings.SettingsStore;

/**
 * Brings the HTML of activities into the form in which HubSpot keeps it, so that what is read is not what was written. The
 * wrapping is that of bodies seen in the wild; when exactly HubSpot applies it is UNCONFIRMED.
 */
public final class Bodies implements ValueShaper {

    private static final String OPENING = "<div style=\"\" dir=\"auto\" data-top-level=\"true\">";

    private final SettingsStore settings;

    /** Goes by the settings in force. */
    public Bodies(SettingsStore settings) {
        this.settings = settings;
    }

    @Override
    public String shape(ObjectType type, Property property, String value) {
        if (!type.isActivity() || !property.fieldType().equals("html") || !RichText.isHtml(value)) {
            return value;
        }
        ActivitySettings own = settings.get(ActivitySettings.SECTION);
        String clean = own.sanitiseBodies() ? RichText.sanitised(value) : value;
        return own.wrapBodies() && !clean.startsWith(OPENING) ? OPENING + clean + "</div>" : clean;
    }
}
