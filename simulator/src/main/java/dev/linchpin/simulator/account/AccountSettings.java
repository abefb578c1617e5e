package dev.linchpin.simulator.account;

import dev.linchpin.simulator.settings.Section;
import java.util.List;
import java.util.Set;

/**
 * What the account says about itself, and the limits that it reports without enforcing them.
 *
 * @param accountType {@code STANDARD}, {@code DEVELOPER_TEST}, {@code SANDBOX} or {@code APP_DEVELOPER} (HubSpot docs,
 *     "Account information")
 * @param companyCurrency code of the account's own currency
 * @param additionalCurrencies codes of further currencies
 * @param uiDomain where people sign in
 * @param dataHostingLocation where the account's data is kept
 * @param recordsPerType records that each of HubSpot's own types may have (HubSpot docs, "Technical limits": 15 million; UNCONFIRMED
 *     for all types)
 * @param customRecords records of custom types that there may be in all (UNCONFIRMED)
 * @param calculatedProperties calculated properties that there may be in all (UNCONFIRMED)
 */
public record AccountSettings(
        String accountType,
        String companyCurrency,
        List<String> additionalCurrencies,
        String uiDomain,
        String dataHostingLocation,
        long recordsPerType,
        long customRecords,
        long calculatedProperties) {

    private static final Set<String> TYPES = Set.of("STANDARD", "DEVELOPER_TEST", "SANDBOX", "APP_DEVELOPER");

    /** The settings, as {@code account}. */
    public static final Section<AccountSettings> SECTION = Section.of(
            "account",
            AccountSettings.class,
            new AccountSettings(
                    "STANDARD", "EUR", List.of("USD"), "app.hubspot.com", "na1", 15_000_000, 1_500_000, 200));

    /** Refuses kinds of account that HubSpot does not have. */
    public AccountSettings {
        if (!TYPES.contains(accountType)) {
            throw new IllegalArgumentException(
                    "account.accountType must be one of " + TYPES + ", but is " + accountType);
        }
        additionalCurrencies = additionalCurrencies == null ? List.of() : List.copyOf(additionalCurrencies);
    }
}
