package dev.linchpin.server.journal;

import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Inspection.JournalFilter;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Side;
import dev.linchpin.server.api.MappedTypes;
import dev.linchpin.server.api.Queries;
import dev.linchpin.server.api.Views.PageView;
import dev.linchpin.server.http.Endpoints;
import dev.linchpin.server.http.Responses;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal over all records: in pages, and whole as a file. */
public final class JournalEndpoints implements Endpoints {
    private static final Logger LOG = LoggerFactory.getLogger(JournalEndpoints.class);
    private static final int PORTION = 1000;

    private final JournalViews journal;
    private final MappedTypes types;
    private final Responses responses;

    public JournalEndpoints(JournalViews journal, MappedTypes types, Responses responses) {
        this.journal = journal;
        this.types = types;
        this.responses = responses;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/journal", context -> {
            var filter = filter(context);
            var limit = Queries.limit(context);
            responses.ok(context, Queries.page(() -> journal.page(filter, Queries.after(context), limit)));
        });
        routes.get("/api/journal.csv", this::export);
    }

    private JournalFilter filter(Context context) {
        var about = Queries.filter(context, types, "side", "action", "cause", "from", "to");
        return new JournalFilter(
                about,
                Queries.choice(context, "side", Side.class),
                Queries.choice(context, "action", Action.class),
                Queries.choice(context, "cause", Cause.class),
                Queries.time(context, "from"),
                Queries.time(context, "to"));
    }

    /** However long the journal is, only a portion of it is held at a time. */
    private void export(Context context) {
        for (var name : List.of("after", "limit")) {
            if (context.queryParam(name) != null) {
                throw Queries.invalid(name, "A file holds all that is found, so there is no '" + name + "'.");
            }
        }
        var filter = filter(context);
        var portion = journal.page(filter, null, PORTION);
        context.contentType("text/csv; charset=utf-8");
        context.header("Content-Disposition", "attachment; filename=\"journal.csv\"");
        try {
            var csv = new JournalCsv(new OutputStreamWriter(context.outputStream(), StandardCharsets.UTF_8));
            try {
                write(portion, csv);
                while (portion.next() != null) {
                    portion = journal.page(filter, portion.next(), PORTION);
                    write(portion, csv);
                }
            } catch (DatabaseException failed) {
                // The status was sent with the first line, so that only the file itself can tell.
                LOG.warn("The export of the journal broke off: {}", failed.getMessage());
                csv.writeIncomplete();
                csv.flush();
            }
        } catch (IOException | UncheckedIOException gone) {
            LOG.debug("Nobody waits for the export of the journal any more", gone);
        }
    }

    private static void write(PageView<JournalJson> portion, JournalCsv csv) throws IOException {
        portion.items().forEach(csv::write);
        csv.flush();
    }
}
