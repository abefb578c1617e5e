package dev.linchpin.simulator.access;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.ApiVersion;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.exchange.HtmlPage;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.limits.Quota;
import dev.linchpin.simulator.settings.SettingsStore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a person grants an app what it asks for. A program sends what the form would:
 * {@code POST /oauth/authorize?<the same query>} with {@code decision=grant}.
 *
 * <p>Source: HubSpot docs, "Working with OAuth". Whatever is wrong with the client, its redirect or its scopes is told to the
 * person, since it would not be safe to tell whoever the redirect leads to; HubSpot's wording is not known.
 */
final class AuthorizePage {

    private static final String PATH = "/oauth/authorize";

    private final SettingsStore settings;
    private final SimulatorClock clock;
    private final Grants grants;
    private final long portalId;

    AuthorizePage(SettingsStore settings, SimulatorClock clock, Grants grants, long portalId) {
        this.settings = settings;
        this.clock = clock;
        this.grants = grants;
        this.portalId = portalId;
    }

    List<Route> routes() {
        return Stream.of(
                        Route.of("GET", PATH, Access.ANYBODY, this::show).writing(),
                        Route.of("POST", PATH, Access.ANYBODY, this::decide))
                .map(route -> route.under(Set.of(ApiVersion.UNVERSIONED)).counting(Quota.NONE))
                .toList();
    }

    /** What an app asks for, or why it may not. */
    private sealed interface Request {}

    private record Bad(String why) implements Request {}

    private record Good(
            AppSettings app,
            String redirectUri,
            List<String> scopes,
            @Nullable String state,
            @Nullable PkceChallenge challenge)
            implements Request {}

    private SimulatedResponse show(Call call) {
        return switch (read(call)) {
            case Bad(var why) -> refusal(why);
            case Good good ->
                settings.get(AccessSettings.SECTION).grantAtOnce()
                        ? grant(good, Tokens.FIRST_USER)
                        : SimulatedResponse.html(200, form(good, call.request().query()));
        };
    }

    private SimulatedResponse decide(Call call) {
        Map<String, List<String>> form = call.request().form();
        String decision = form.getOrDefault("decision", List.of("")).getLast();
        return switch (read(call)) {
            case Bad(var why) -> refusal(why);
            case Good good when decision.equals("grant") -> grant(good, Tokens.FIRST_USER);
            case Good good ->
                back(good, "error=access_denied&error_description=" + encoded("The user denied the request"));
        };
    }

    private Request read(Call call) {
        AppSettings app = settings.get(AccessSettings.SECTION)
                .client(text(call, "client_id"))
                .filter(known -> known.kind() == AppSettings.Kind.OAUTH)
                .orElse(null);
        if (app == null) {
            return new Bad("There is no app with this client ID.");
        }
        String redirectUri = text(call, "redirect_uri");
        if (!app.redirectUris().contains(redirectUri)) {
            return new Bad("The redirect URL does not match those of the app.");
        }
        List<String> scopes = words(text(call, "scope"));
        if (!scopes.containsAll(app.requiredScopes()) || !scopes.stream().allMatch(app::mayAskFor)) {
            return new Bad("The scopes in the URL do not match those of the app.");
        }
        String challenge = call.parameter("code_challenge");
        String method = challenge == null ? null : call.parameter("code_challenge_method");
        if (method != null && !PkceChallenge.METHODS.contains(method)) {
            return new Bad("The code challenge method must be S256 or plain.");
        }
        var all = new ArrayList<>(scopes);
        words(text(call, "optional_scope")).stream().filter(app::mayAskFor).forEach(all::add);
        return new Good(
                app,
                redirectUri,
                all.stream().distinct().sorted().toList(),
                call.parameter("state"),
                challenge == null ? null : new PkceChallenge(challenge, method == null ? "plain" : method));
    }

    private static String text(Call call, String parameter) {
        String value = call.parameter(parameter);
        return value == null ? "" : value;
    }

    private static List<String> words(String text) {
        return Stream.of(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    private SimulatedResponse grant(Good good, long userId) {
        long expiresAt = clock.millis()
                + settings.get(AccessSettings.SECTION).codeLifetime().toMillis();
        var grant = new Grants.Grant(good.app().appId(), userId, good.scopes());
        return back(
                good,
                "code="
                        + encoded(grants.code(grant, good.redirectUri(), good.challenge(), expiresAt)
                                .value()));
    }

    private static SimulatedResponse back(Good good, String answer) {
        String state = good.state();
        return SimulatedResponse.redirect(good.redirectUri()
                + (good.redirectUri().contains("?") ? "&" : "?")
                + answer
                + (state == null ? "" : "&state=" + encoded(state)));
    }

    private static SimulatedResponse refusal(String why) {
        return SimulatedResponse.html(400, HtmlPage.of("Authorization failed", "<p>" + HtmlPage.escaped(why) + "</p>"));
    }

    private String form(Good good, String query) {
        var list = new StringBuilder();
        good.scopes()
                .forEach(scope ->
                        list.append("<li>").append(HtmlPage.escaped(scope)).append("</li>"));
        return HtmlPage.of("Connect " + good.app().name() + " to HubSpot", """
                <p>Account %d. The app asks for:</p>
                <ul>%s</ul>
                <form method="post" action="%s?%s">
                <button name="decision" value="grant">Grant</button>
                <button name="decision" value="deny">Deny</button>
                </form>""".formatted(
                        portalId, list, PATH, HtmlPage.escaped(query)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
