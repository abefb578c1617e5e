package dev.linchpin.simulator.associations;

import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What reads of records answer in {@code associations}: for each type that was asked for and that a record has links to,
 * the first of them, one result for each kind of link (HubSpot docs, "Using object APIs"). Immutable.
 */
public final class AssociatedJson {

    private final Links links;
    private final ObjectType from;
    private final List<ObjectType> wanted;

    /**
     * For reads that name these types.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 400 if there is no such type
     */
    public AssociatedJson(Crm crm, Links links, ObjectType from, List<String> names) {
        this.links = links;
        this.from = from;
        this.wanted =
                names.stream().map(name -> crm.types().named(name)).distinct().toList();
    }

    /** Adds them to a record's JSON. */
    public ObjectNode addTo(ObjectNode json, long id) {
        if (wanted.isEmpty()) {
            return json;
        }
        ObjectNode associations = Json.object();
        for (ObjectType to : wanted) {
            Links.Page page =
                    links.page(from, id, to, Long.MIN_VALUE, links.own().recordPage());
            if (!page.results().isEmpty()) {
                // Names of types are words here: "line items".
                ObjectNode list = associations.putObject(
                        to.typeId().startsWith("2-") ? to.name() : to.name().replace('_', ' '));
                OldAssociationsApi.addAll(list.putArray("results"), page);
                LinkJson.paging(list, page, "/crm/v3/objects/" + from.name() + "/" + id + "/associations/" + to.name());
            }
        }
        if (!associations.isEmpty()) {
            json.set("associations", associations);
        }
        return json;
    }
}
