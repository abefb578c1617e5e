package dev.linchpin.systemtests;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Everything that is known about one field of one record, in the order of time: for the eyes of whoever looks for a lost edit. */
final class Trace {
    private record Event(String at, String what) {}

    private Trace() {}

    static String of(Installation installation, Crowd crowd, Crowd.Spot lost) {
        var events = new ArrayList<Event>();
        crowd.history()
                .filter(edit -> edit.spot().record().equals(lost.record())
                        && edit.spot().field().equals(lost.field()))
                .forEach(edit -> events.add(new Event(
                        edit.at().toString(), "people   " + edit.spot().side() + " " + edit.value())));
        for (var entry : journal(installation, lost)) {
            events.add(new Event(
                    entry.path("at").asString(),
                    "journal  " + entry.path("side").asString() + " "
                            + entry.path("action").asString() + " "
                            + entry.path("before").asString("") + " -> "
                            + entry.path("after").asString("") + ", "
                            + entry.path("decision").asString("")));
        }
        for (var version : installation.account().history(lost.record(), lost.field())) {
            events.add(new Event(
                    version.path("timestamp").asString(),
                    "HubSpot  " + version.path("sourceType").asString() + " "
                            + version.path("value").asString("")));
        }
        installation.starts().forEach(at -> events.add(new Event(at.toString(), "started")));
        events.sort(Comparator.comparing(Event::at));
        var lines = new StringBuilder("now " + installation.inSql(lost.record(), lost.field()) + " / "
                + installation.inHubSpot(lost.record(), lost.field()) + ", conflicts "
                + installation.api().conflicts(lost.record()));
        events.forEach(
                event -> lines.append("\n  ").append(event.at()).append(' ').append(event.what()));
        return lines.toString();
    }

    static List<JsonNode> journal(Installation installation, Crowd.Spot spot) {
        return installation.api().all("/api/journal?hubspot_id=" + spot.record() + "&field=" + spot.field());
    }
}
