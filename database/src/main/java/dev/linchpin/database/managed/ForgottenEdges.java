package dev.linchpin.database.managed;

import dev.linchpin.database.dialect.Dialect;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.ObjectMapping;
import java.util.List;

/**
 * What held edges is made anew, and so is empty: nobody removed them. What both sides had agreed on is forgotten, and all of
 * it is looked at soon.
 */
final class ForgottenEdges {
    private ForgottenEdges() {}

    static List<Step> of(Dialect dialect, ObjectMapping mapping, EdgeMapping edge) {
        var type = literal(mapping.type().name());
        return List.of(
                new Step(
                        "Forget what held the association " + edge.name() + " of " + mapping.type(),
                        "delete from " + dialect.own("edge") + " where name = " + literal(edge.name())
                                + " and from_link in (select id from " + dialect.own("link") + " where object_type = "
                                + type + ")"),
                new Step(
                        "Look at the associations of all " + mapping.type() + " again",
                        "update " + dialect.own("edge_look") + " set looked_at = 0 where object_type = " + type));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
