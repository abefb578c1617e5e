package dev.linchpin.hubspot.call;

import dev.linchpin.engine.model.ObjectType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where HubSpot's calls live. The version stands at another place in each family, so paths are spelled out here and
 * nowhere else.
 *
 * @see <a href="https://developers.hubspot.com/docs/developer-tooling/platform/versioning">Versioning</a>
 */
public final class ApiPaths {
    /** The version that the whole client speaks, current since September 2026. */
    public static final String VERSION = "2026-09";

    /** The latest one under which HubSpot documents the webhooks journal. */
    private static final String JOURNAL_VERSION = "2026-03";

    /** Longest path and query that is sent; HubSpot's gateways refuse somewhere above 8 kB (414). */
    public static final int LONGEST = 7_500;

    public static final String ACCOUNT_DETAILS = "/account-info/" + VERSION + "/details";
    /** Tells which app a private app's token belongs to; has no dated form. */
    public static final String TOKEN_INFO = "/oauth/v2/private-apps/get/access-token-info";

    /** The types that the account defined for itself. */
    public static final String SCHEMAS = "/crm-object-schemas/" + VERSION + "/schemas";

    public static final String OWNERS = "/crm/owners/" + VERSION;
    public static final String LISTS = "/crm/lists/" + VERSION;

    public static final String TOKEN = "/oauth/" + VERSION + "/token";
    public static final String JOURNAL_SUBSCRIPTIONS = "/webhooks-journal/subscriptions/" + JOURNAL_VERSION;
    /** The journal of one account, where that of the app is shared by all accounts that it is installed in. */
    public static final String JOURNAL = "/webhooks-journal/journal-local/" + JOURNAL_VERSION;

    private ApiPaths() {}

    public static String objects(ObjectType type) {
        return "/crm/objects/" + VERSION + "/" + type.name();
    }

    /** Batches and labels of associations from one type to another. */
    public static String associations(ObjectType from, ObjectType to) {
        return "/crm/associations/" + VERSION + "/" + from.name() + "/" + to.name();
    }

    public static String properties(ObjectType type) {
        return "/crm/properties/" + VERSION + "/" + type.name();
    }

    public static String pipelines(ObjectType type) {
        return "/crm/pipelines/" + VERSION + "/" + type.name();
    }

    /** A text as part of a path or query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
