package dev.linchpin.simulator.api;

import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.limits.Quota;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One call of the API. Immutable.
 *
 * @param template path in the form of the dated versions, without version; segments in braces stand for anything, and those
 *     called {@code {type}} and {@code {toType}} for an object type by any of its names
 * @param versions those it is mounted under
 * @param writes whether it may change the account, so that whoever keeps the account must remember the call
 */
public record Route(
        String method,
        List<String> template,
        Set<ApiVersion> versions,
        Quota quota,
        Access access,
        boolean writes,
        Handler handler) {

    private static final Set<String> TYPES = Set.of("{type}", "{toType}");

    /** Does what the call is for. */
    @FunctionalInterface
    public interface Handler {

        /**
         * Carries out a call.
         *
         * @throws dev.linchpin.simulator.exchange.ApiException if it is refused
         */
        SimulatedResponse handle(Call call);
    }

    /** A call under the usual versions that counts towards the usual limits, and writes unless it is a GET. */
    public static Route of(String method, String template, Access access, Handler handler) {
        return new Route(
                method,
                List.of(template.substring(1).split("/", -1)),
                ApiVersion.USUAL,
                Quota.ORDINARY,
                access,
                !method.equals("GET"),
                handler);
    }

    /** The same as a read, whatever its method. */
    public Route reading() {
        return new Route(method, template, versions, quota, access, false, handler);
    }

    /** The same as a write, whatever its method. */
    public Route writing() {
        return new Route(method, template, versions, quota, access, true, handler);
    }

    /** The same under these versions instead. */
    public Route under(Set<ApiVersion> mounted) {
        return new Route(method, template, Set.copyOf(mounted), quota, access, writes, handler);
    }

    /** The same carried out by another handler. */
    public Route handledBy(Handler other) {
        return new Route(method, template, versions, quota, access, writes, other);
    }

    /** The same counting towards another limit. */
    public Route counting(Quota towards) {
        return new Route(method, template, versions, towards, access, writes, handler);
    }

    /** What the variable segments stand for, or null if the path is another one. */
    @Nullable Map<String, String> match(List<String> segments, UnaryOperator<String> typeName) {
        if (segments.size() != template.size()) {
            return null;
        }
        var variables = new HashMap<String, String>();
        for (int i = 0; i < template.size(); i++) {
            String wanted = template.get(i);
            String found = segments.get(i);
            if (wanted.startsWith("{")) {
                variables.put(
                        wanted.substring(1, wanted.length() - 1),
                        TYPES.contains(wanted) ? typeName.apply(found) : found);
            } else if (!wanted.equals(found)) {
                return null;
            }
        }
        return variables;
    }

    /** The path as each version spells it, oldest first. */
    public List<String> paths() {
        return versions.stream()
                .sorted()
                .map(version -> ApiPath.spelled(version, template))
                .toList();
    }

    /** The template with variables filled in. */
    List<String> filled(Map<String, String> variables) {
        var segments = new ArrayList<String>(template.size());
        for (String segment : template) {
            String value = segment.startsWith("{") ? variables.get(segment.substring(1, segment.length() - 1)) : null;
            segments.add(value == null ? segment : value);
        }
        return segments;
    }

    /** The name under which calls are counted: object types by name, other variables as such. */
    String label(Map<String, String> variables) {
        var label = new StringBuilder(method).append(' ');
        for (int i = 0; i < template.size(); i++) {
            String segment = template.get(i);
            String type = TYPES.contains(segment) ? variables.get(segment.substring(1, segment.length() - 1)) : null;
            label.append('/').append(type == null ? segment : type);
            boolean crm = template.getFirst().equals("crm");
            if (i == (crm ? 1 : 0)) {
                label.append("/*");
            }
        }
        return label.toString();
    }
}
