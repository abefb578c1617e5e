package dev.linchpin.server.conflicts;

import dev.linchpin.engine.store.Inspection.ConflictView;
import dev.linchpin.server.api.Queries;
import dev.linchpin.server.conflicts.PendingDecisions.TakenBack;
import dev.linchpin.server.http.Endpoints;
import dev.linchpin.server.http.ProblemDetails;
import dev.linchpin.server.http.Responses;
import dev.linchpin.server.records.RecordPages;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Conflicts over all records, and deciding them. */
public final class ConflictEndpoints implements Endpoints {
    private final ConflictSearch search;
    private final ConflictViews views;
    private final LastEdits lastEdits;
    private final RecordPages pages;
    private final Resolutions resolutions;
    private final BulkResolutions bulk;
    private final PendingDecisions pending;
    private final Responses responses;

    public ConflictEndpoints(
            ConflictSearch search,
            ConflictViews views,
            LastEdits lastEdits,
            RecordPages pages,
            Resolutions resolutions,
            BulkResolutions bulk,
            PendingDecisions pending,
            Responses responses) {
        this.search = search;
        this.views = views;
        this.lastEdits = lastEdits;
        this.pages = pages;
        this.resolutions = resolutions;
        this.bulk = bulk;
        this.pending = pending;
        this.responses = responses;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/conflicts", context -> {
            var wanted = search.wanted(context);
            var limit = Queries.limit(context);
            var page = Queries.page(() -> search.page(wanted, Queries.after(context), limit));
            responses.ok(context, views.of(page));
        });
        routes.post("/api/conflicts/resolve", bulk::resolve);
        routes.delete(
                "/api/conflicts/resolve/{batch}",
                context -> answer(context, pending.takeBack(context.pathParam("batch"))));
        routes.get(
                "/api/conflicts/{id}",
                context -> responses.ok(context, detail(resolutions.require(Queries.number(context)))));
        routes.post("/api/conflicts/{id}/resolve", context -> {
            var conflict = resolutions.require(Queries.number(context));
            resolutions.resolve(context, conflict, resolutions.body(context));
        });
        routes.delete(
                "/api/conflicts/{id}/resolve", context -> answer(context, pending.takeBack(Queries.number(context))));
    }

    private ConflictJson.Detail detail(ConflictView view) {
        var edit = lastEdits.of(view);
        return new ConflictJson.Detail(
                views.of(view),
                view.editedInSql(),
                edit.map(LastEdits.LastEdit::at).orElse(null),
                edit.map(LastEdits.LastEdit::by).orElse(null),
                pages.url(view.type(), view.record()));
    }

    private void answer(Context context, TakenBack taken) {
        switch (taken) {
            case TakenBack.All _ -> responses.nothing(context);
            case TakenBack.TooLate(var applied, var takenBack) ->
                throw ProblemDetails.of(
                                409,
                                "already_applied",
                                "Too late to take this back",
                                takenBack == 0
                                        ? "It was applied already; edit the record if it was wrong."
                                        : applied + " of these decisions were applied already; the other " + takenBack
                                                + " are taken back.")
                        .with("applied", applied)
                        .with("taken_back", takenBack)
                        .asException();
            case TakenBack.Unknown _ ->
                throw ProblemDetails.notFound("No such decision waits to be applied.")
                        .asException();
        }
    }
}
