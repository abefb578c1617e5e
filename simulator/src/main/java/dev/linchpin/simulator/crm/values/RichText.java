package dev.linchpin.simulator.crm.values;

import java.util.regex.Pattern;

/** HTML as far as HubSpot meddles with it. Pure; not a defence against anything. */
public final class RichText {

    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^>]*>|<!--.*?-->", Pattern.DOTALL);
    private static final Pattern UNWANTED = Pattern.compile(
            "(?is)<(script|style|iframe|object|embed)\\b.*?</\\1\\s*>|<(script|style|iframe|object|embed)\\b[^>]*/?>|<!--.*?-->");
    private static final Pattern HANDLER = Pattern.compile("(?is)\\s+on[a-z]+\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s>]+)");
    private static final Pattern SCRIPT_LINK =
            Pattern.compile("(?is)\\s+(href|src)\\s*=\\s*([\"']?)\\s*javascript:[^\"'>]*\\2");
    private static final Pattern BREAK = Pattern.compile("(?i)<br\\s*/?>|</(p|div|li|h[1-6])\\s*>");

    private RichText() {}

    /** Whether there are any tags in it. */
    public static boolean isHtml(String text) {
        return TAG.matcher(text).find();
    }

    /** The same without scripts, styles, frames, comments and event handlers. */
    public static String sanitised(String html) {
        String clean = UNWANTED.matcher(html).replaceAll("");
        clean = SCRIPT_LINK.matcher(clean).replaceAll("");
        return HANDLER.matcher(clean).replaceAll("");
    }

    /** What a reader sees, in one line. */
    public static String text(String html) {
        String text = TAG.matcher(BREAK.matcher(html).replaceAll(" ")).replaceAll("");
        text = text.replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
        return text.replaceAll("\\s+", " ").strip();
    }
}
