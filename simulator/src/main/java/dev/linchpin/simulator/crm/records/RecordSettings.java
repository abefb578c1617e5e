package dev.linchpin.simulator.crm.records;

import dev.linchpin.simulator.settings.Section;

/**
 * What is not known for certain about records and their values. Each default is what seems likelier.
 *
 * @param urls answers name the page of each record in HubSpot, as {@code url} (recorded answers, and examples in the docs of
 *     2026-09; older examples have none)
 * @param invalidDateCode error code of text that is no day in a date property: {@code INVALID_DATE}, which is known for times
 *     that are not midnight, or {@code INVALID_LONG}, which is known for datetime properties. UNCONFIRMED
 * @param requiredCode error code of a creation without what its type requires: {@code REQUIRED_FIELD} or
 *     {@code MISSING_REQUIRED_PROPERTY}. UNCONFIRMED
 * @param daysAsDatetimes a datetime property takes a day and makes it midnight UTC; off, it is refused, as reported of the
 *     older API (verbb/formie#1755). UNCONFIRMED
 * @param exponents numbers may be written with an exponent (HubSpot docs, "Custom objects", of field type number); off, they
 *     are refused, as recorded (Atlas-Authority/marketing-automation#206)
 * @param uniqueValuesIgnoreCase unique values that differ in case alone are the same; off, they are two. Addresses of contacts
 *     are the same in any case. UNCONFIRMED
 * @param emailsMoveWithinBatch an input of a batch can take the address that an earlier one gave up; off, that address is
 *     taken until the batch is over. UNCONFIRMED
 * @param clearingInHistory a history tells when the property was cleared, by an entry with an empty value; off, it tells values
 *     only. UNCONFIRMED
 * @param writesFollowMergedIds a change or archiving of a record that was merged into another one reaches that one, as reads of it
 *     do; off, it is a 404. UNCONFIRMED
 */
public record RecordSettings(
        boolean urls,
        String invalidDateCode,
        String requiredCode,
        boolean daysAsDatetimes,
        boolean exponents,
        boolean uniqueValuesIgnoreCase,
        boolean emailsMoveWithinBatch,
        boolean clearingInHistory,
        boolean writesFollowMergedIds) {

    /** The settings, as {@code records}. */
    public static final Section<RecordSettings> SECTION = Section.of(
            "records",
            RecordSettings.class,
            new RecordSettings(true, "INVALID_DATE", "REQUIRED_FIELD", true, false, true, true, true, true));

    /** Refuses codes that HubSpot does not have. */
    public RecordSettings {
        if (!"INVALID_DATE".equals(invalidDateCode) && !"INVALID_LONG".equals(invalidDateCode)) {
            throw new IllegalArgumentException("records.invalidDateCode must be INVALID_DATE or INVALID_LONG");
        }
        if (!"REQUIRED_FIELD".equals(requiredCode) && !"MISSING_REQUIRED_PROPERTY".equals(requiredCode)) {
            throw new IllegalArgumentException(
                    "records.requiredCode must be REQUIRED_FIELD or MISSING_REQUIRED_PROPERTY");
        }
    }
}
