package dev.linchpin.server.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what never reaches a route (invalid HTTP, over-long URLs and headers) in the same form as everything else. */
final class JettyProblems extends ErrorHandler {
    private final Json json;

    JettyProblems(Json json) {
        this.json = json;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        var problem = ProblemMapper.byStatus(response.getStatus());
        response.write(true, ByteBuffer.wrap(json.write(problem.members())), callback);
        return true;
    }
}
