package dev.linchpin.simulator.associations;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.associations.LinkType.Role;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.limits.Quota;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about the kinds of links between two types: HubSpot's own, and the labels that people define, of which both
 * directions come and go together.
 *
 * <p>Source: HubSpot docs, "Configure associations" (developers.hubspot.com/docs/api-reference/latest/crm/associations/associations-schema/guide).
 * The texts of errors are UNCONFIRMED.
 */
final class LabelsApi {

    private static final Pattern NAME = Pattern.compile("[^0-9\\-][^\\-]*");

    private final Crm crm;
    private final Links links;
    private final LinkJson json;

    /** Serves the account. */
    LabelsApi(Crm crm, Links links) {
        this.crm = crm;
        this.links = links;
        this.json = new LinkJson(links);
    }

    List<Route> routes() {
        String labels = "/crm/associations/{type}/{toType}/labels";
        return List.of(
                route("GET", labels, Access.READ_DEFINITIONS, this::list),
                route("POST", labels, Access.WRITE_DEFINITIONS, this::create),
                route("PUT", labels, Access.WRITE_DEFINITIONS, this::rename),
                route("DELETE", labels + "/{label}", Access.WRITE_DEFINITIONS, this::delete));
    }

    private static Route route(String method, String template, Access access, Route.Handler handler) {
        return Route.of(method, template, access, handler)
                .under(AssociationsApi.VERSIONS)
                .counting(Quota.DAILY);
    }

    private SimulatedResponse list(Call call) {
        return crm.read(() -> answer(links.types().between(from(call), to(call))));
    }

    private SimulatedResponse create(Call call) {
        ObjectNode body = call.body();
        String name = Json.requiredText(body, "name");
        String label = Json.requiredText(body, "label");
        String inverse = Json.optionalText(body, "inverseLabel");
        if (!NAME.matcher(name).matches()) {
            throw ApiError.invalid("The name \"" + name + "\" must not include hyphens or begin with a number")
                    .exception();
        }
        return crm.write(call.source(), session -> {
            ObjectType from = from(call);
            ObjectType to = to(call);
            checkNew(from, to, name, label);
            LinkType made = links.types().define(from, to, Role.LABEL, name, label, inverse == null ? label : inverse);
            return answer(made.inverse() == made ? List.of(made) : List.of(made.inverse(), made));
        });
    }

    private void checkNew(ObjectType from, ObjectType to, String name, String label) {
        if (links.types().plain(from, to) == null) {
            throw LinkErrors.unlinkable(from, to).exception();
        }
        List<LinkType> defined = links.types().between(from, to).stream()
                .filter(type -> type.category().equals(LinkType.USER_DEFINED) && type.role() == Role.LABEL)
                .toList();
        int maximum = links.own().maximumLabelsPerPair();
        if (defined.size() >= maximum) {
            throw ApiError.invalid("There can be at most " + maximum + " association labels between " + from.typeId()
                            + " and " + to.typeId())
                    .exception();
        }
        for (LinkType type : defined) {
            if (type.name().equals(name) || label.equals(type.label())) {
                throw ApiError.invalid("An association label \"" + label + "\" named \"" + name + "\" already exists")
                        .exception();
            }
        }
    }

    private SimulatedResponse rename(Call call) {
        ObjectNode body = call.body();
        String id = Json.requiredText(body, "associationTypeId");
        String label = Json.requiredText(body, "label");
        String inverse = Json.optionalText(body, "inverseLabel");
        return crm.write(call.source(), session -> {
            LinkType type = defined(call, id);
            boolean single = label(type).equals(label(type.inverse()));
            type.rename(label);
            if (inverse != null || single) {
                type.inverse().rename(inverse == null ? label : inverse);
            }
            return SimulatedResponse.noContent();
        });
    }

    private static String label(LinkType type) {
        String label = type.label();
        return label == null ? "" : label;
    }

    private SimulatedResponse delete(Call call) {
        return crm.write(call.source(), session -> {
            LinkType type = defined(call, call.variable("label"));
            if (links.own().usedLabelsStay() && links.graph().uses(type) > 0) {
                throw ApiError.invalid(
                                "The association label " + type.typeId() + " is still in use and cannot be deleted")
                        .exception();
            }
            links.drop(type);
            return SimulatedResponse.noContent();
        });
    }

    /** The label that people defined in this direction; HubSpot's own cannot be changed. */
    private LinkType defined(Call call, String id) {
        LinkType type = links.types().find(LinkType.USER_DEFINED, number(id));
        if (type == null || !type.leads(from(call), to(call)) || type.role() != Role.LABEL) {
            throw ApiError.invalid("There is no custom association label " + id + " from "
                            + from(call).typeId() + " to " + to(call).typeId())
                    .exception();
        }
        return type;
    }

    private static int number(@Nullable String id) {
        try {
            return Integer.parseInt(String.valueOf(id));
        } catch (NumberFormatException e) {
            throw ApiError.invalid("Invalid value for associationTypeId: " + id).exception();
        }
    }

    private SimulatedResponse answer(List<LinkType> types) {
        ObjectNode answer = Json.object();
        var results = answer.putArray("results");
        types.stream().map(json::type).forEach(results::add);
        return SimulatedResponse.ok(answer);
    }

    private ObjectType from(Call call) {
        return crm.types().named(call.variable("type"));
    }

    private ObjectType to(Call call) {
        return crm.types().named(call.variable("toType"));
    }
}
