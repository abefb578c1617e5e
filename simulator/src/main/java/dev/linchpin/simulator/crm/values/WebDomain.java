package dev.linchpin.simulator.crm.values;

import java.util.Locale;

/** The form in which HubSpot keeps companies' domains; known from practice alone. */
public final class WebDomain {

    private WebDomain() {}

    /** The domain of an address without scheme, user, port, {@code www.} and path, in lower case. */
    public static String of(String raw) {
        String domain = raw.strip().toLowerCase(Locale.ROOT);
        domain = domain.replaceFirst("^[a-z][a-z0-9+.-]*://", "");
        domain = domain.replaceFirst("[/?#].*$", "");
        domain = domain.substring(domain.indexOf('@') + 1);
        domain = domain.replaceFirst(":\\d+$", "");
        return domain.replaceFirst("^www\\.", "");
    }
}
