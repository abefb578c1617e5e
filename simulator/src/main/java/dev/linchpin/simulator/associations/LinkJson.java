package dev.linchpin.simulator.associations;

import dev.linchpin.simulator.api.Paging;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.Json;
import java.util.Collection;
import java.util.Objects;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Links as JSON. Stateless but for the settings it goes by. */
final class LinkJson {

    private final Links links;

    LinkJson(Links links) {
        this.links = links;
    }

    /** A kind of link: category, type id, label. */
    ObjectNode type(LinkType type) {
        ObjectNode json = Json.object();
        json.put("category", type.category());
        json.put("typeId", type.typeId());
        json.put("label", links.label(type));
        return json;
    }

    /** A linked record with the kinds of its links. */
    ObjectNode linked(Links.Linked linked) {
        ObjectNode json = id(Json.object(), "toObjectId", linked.toId());
        ArrayNode types = json.putArray("associationTypes");
        linked.types().forEach(type -> types.add(type(type)));
        return json;
    }

    /** Two linked records and the labels that were asked for. */
    ObjectNode labels(ObjectType from, long fromId, ObjectType to, long toId, Collection<LinkType> types) {
        ObjectNode json = Json.object();
        json.put("fromObjectTypeId", from.typeId());
        id(json, "fromObjectId", fromId);
        json.put("toObjectTypeId", to.typeId());
        id(json, "toObjectId", toId);
        ArrayNode labels = json.putArray("labels");
        types.stream().map(links::label).filter(Objects::nonNull).forEach(labels::add);
        return json;
    }

    /** A plain link in one direction. */
    static ObjectNode plain(LinkType type, long fromId, long toId) {
        ObjectNode json = Json.object();
        json.putObject("from").put("id", Long.toString(fromId));
        json.putObject("to").put("id", Long.toString(toId));
        ObjectNode spec = json.putObject("associationSpec");
        spec.put("associationCategory", type.category());
        spec.put("associationTypeId", type.typeId());
        return json;
    }

    /** How to go on after a page, if there is more. */
    static void paging(ObjectNode json, Links.Page page, String path) {
        if (page.next() != null) {
            Paging.next(json, page.next().toString(), path + "?after=" + page.next());
        }
    }

    private ObjectNode id(ObjectNode json, String key, long id) {
        return links.own().idsAsText() ? json.put(key, Long.toString(id)) : json.put(key, id);
    }
}
