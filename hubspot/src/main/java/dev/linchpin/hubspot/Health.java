package dev.linchpin.hubspot;

import java.util.List;

/**
 * Whether the credential does what it is asked to.
 *
 * @param isCredentialAccepted false while HubSpot answers 401: nothing will work until a person mends it. The same calls
 *     are not sent again meanwhile, but for one try every half minute
 * @param problems what a person must mend, each in one line; empty when all is well
 */
public record Health(boolean isCredentialAccepted, List<String> problems) {
    public Health {
        problems = List.copyOf(problems);
    }
}
