package dev.linchpin.server.cli;

import dev.linchpin.database.ownership.AlreadyOwnedException;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.store.OwnershipLostException;
import dev.linchpin.server.config.ConfigurationException;
import io.javalin.util.JavalinBindException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * A failure as a person at the command line sees it.
 *
 * @param lines what went wrong and how to mend it; one line unless there are several things to mend
 */
record Failure(ExitCode code, List<String> lines) {
    static Failure of(Throwable thrown) {
        return switch (thrown) {
            case ConfigurationException configuration ->
                new Failure(
                        ExitCode.CONFIGURATION,
                        configuration.problems().stream().map(Object::toString).toList());
            case HubSpotException.Unauthorized refused ->
                one(ExitCode.REFUSED_BY_HUBSPOT, refused, "Check HUBSPOT_ACCESS_TOKEN.");
            case HubSpotException.Forbidden refused ->
                one(ExitCode.REFUSED_BY_HUBSPOT, refused, "Give the token these scopes in HubSpot.");
            case HubSpotException.Rejected rejected ->
                one(ExitCode.REFUSED_BY_HUBSPOT, rejected, "Check HUBSPOT_ACCESS_TOKEN and HUBSPOT_BASE_URL.");
            case HubSpotException.RateLimited limited -> one(ExitCode.HUBSPOT_UNAVAILABLE, limited, "Try again later.");
            case HubSpotException.Transient passing ->
                one(ExitCode.HUBSPOT_UNAVAILABLE, passing, "Check the network and HUBSPOT_BASE_URL.");
            case AlreadyOwnedException owned -> one(ExitCode.OWNED_BY_ANOTHER, owned, "");
            case OwnershipLostException lost -> one(ExitCode.OWNED_BY_ANOTHER, lost, "");
            case DatabaseException database -> one(ExitCode.DATABASE, database, "");
            case JavalinBindException bind -> address(bind);
            case UncheckedIOException unchecked
            when unchecked.getCause() instanceof BindException -> address(unchecked);
            case CompletionException wrapper when wrapper.getCause() != null -> of(wrapper.getCause());
            case ExecutionException wrapper when wrapper.getCause() != null -> of(wrapper.getCause());
            default ->
                new Failure(ExitCode.FAILURE, List.of(firstLine(thrown.toString()) + " (more with --log-level debug)"));
        };
    }

    private static Failure address(Throwable bind) {
        for (Throwable cause = bind; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException
                    && String.valueOf(cause.getMessage()).contains("Cannot assign")) {
                return new Failure(
                        ExitCode.ADDRESS, List.of("This machine does not have that address; check LINCHPIN_HOST."));
            }
        }
        return new Failure(
                ExitCode.ADDRESS, List.of("The port is in use; choose another with --port or LINCHPIN_PORT."));
    }

    private static Failure one(ExitCode code, Throwable thrown, String remedy) {
        var message = firstLine(String.valueOf(thrown.getMessage()));
        var sentence = message.endsWith(".") || remedy.isEmpty() ? message : message + ".";
        return new Failure(code, List.of((sentence + " " + remedy).strip()));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("Something went wrong");
    }
}
