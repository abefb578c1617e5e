package dev.linchpin.simulator.settings;

import dev.linchpin.simulator.resources.Resource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is said about settings and the like in their Javadoc, so that the simulator can tell its users the same thing as its
 * readers. The sources it is read from are shipped beside the classes. Stateless.
 */
public final class Meanings {

    private static final Pattern PARAMETER = Pattern.compile("@param (\\w+)\\s+(.*?)(?=\\s@|$)");
    private static final Pattern CONSTANT =
            Pattern.compile("/\\*\\*(.*?)\\*/\\s+(?:@\\w+\\([^)]*\\)\\s+)?([A-Z][A-Z0-9_]*)\\b", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("\\{@\\w+ (?:\\w*#)?([^}]*)}");

    private Meanings() {}

    /** The components of a record, in order, with what is said about each; nothing for those that nothing is said about. */
    public static Map<String, String> ofComponents(Class<? extends Record> type) {
        String source = source(type);
        int declaration = source.indexOf("record " + type.getSimpleName() + "(");
        int start = source.lastIndexOf("/**", declaration);
        var meanings = new LinkedHashMap<String, String>();
        if (start >= 0) {
            String comment = source.substring(start, source.indexOf("*/", start));
            Matcher matcher = PARAMETER.matcher(plain(comment));
            while (matcher.find()) {
                meanings.put(matcher.group(1), matcher.group(2).strip());
            }
        }
        return meanings;
    }

    /** The constants of an enum by name, with what is said about each. */
    public static Map<String, String> ofConstants(Class<? extends Enum<?>> type) {
        var meanings = new LinkedHashMap<String, String>();
        Matcher matcher = CONSTANT.matcher(source(type));
        while (matcher.find()) {
            meanings.put(matcher.group(2), plain(matcher.group(1)));
        }
        return meanings;
    }

    private static String plain(String comment) {
        String joined = comment.replaceAll("(?m)^\\s*/?\\*+", " ").replaceAll("\\s+", " ");
        return TAG.matcher(joined).replaceAll("$1").strip();
    }

    private static String source(Class<?> type) {
        return Resource.text(type, type.getSimpleName() + ".java");
    }
}
