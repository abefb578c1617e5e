package dev.linchpin.server.api;

import dev.linchpin.engine.store.Inspection;
import dev.linchpin.server.api.Views.PageView;
import dev.linchpin.server.api.Views.QueueJson;
import dev.linchpin.server.http.Endpoints;
import dev.linchpin.server.http.Responses;
import io.javalin.config.RoutesConfig;

/** What is due, over all records. */
public final class QueueEndpoints implements Endpoints {
    private final Inspection inspection;
    private final MappedTypes types;
    private final Responses responses;

    public QueueEndpoints(Inspection inspection, MappedTypes types, Responses responses) {
        this.inspection = inspection;
        this.types = types;
        this.responses = responses;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/queue", context -> {
            var filter = Queries.filter(context, types);
            var limit = Queries.limit(context);
            var page = Queries.page(() -> inspection.queue(filter, Queries.after(context), limit));
            responses.ok(context, PageView.of(page, QueueJson::of));
        });
    }
}
