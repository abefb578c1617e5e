package dev.linchpin.hubspot.call;

import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.hubspot.auth.Secret;
import dev.linchpin.hubspot.auth.TokenSource;
import dev.linchpin.hubspot.budget.ApiBudget;
import dev.linchpin.hubspot.budget.Limit;
import dev.linchpin.hubspot.budget.Permit;
import dev.linchpin.hubspot.budget.RateHeaders;
import dev.linchpin.hubspot.budget.Turn;
import dev.linchpin.hubspot.failure.Failure;
import dev.linchpin.hubspot.failure.Failures;
import dev.linchpin.hubspot.transport.HttpAnswer;
import dev.linchpin.hubspot.transport.HttpCall;
import dev.linchpin.hubspot.transport.Transport;
import dev.linchpin.hubspot.transport.TransportException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one call: waits for its turn, adds the credential, sends it, and tells the budget what HubSpot said. Never throws
 * for anything that HubSpot or the network does, and retries nothing, save once with a fresh token after a 401, when
 * HubSpot has certainly done nothing. Thread-safe; blocks.
 */
public final class Caller {
    private static final Logger log = LoggerFactory.getLogger(Caller.class);

    private final String baseUrl;
    private final Duration timeout;
    private final TokenSource tokens;
    private final Transport transport;
    private final ApiBudget budget;
    private final Clock clock;
    private final CallObserver observer;
    private final CredentialGate gate = new CredentialGate();

    /**
     * @param baseUrl what stands before every path, without a slash at the end
     * @param timeout for one request, from sending to the end of its answer
     */
    public Caller(
            String baseUrl,
            Duration timeout,
            TokenSource tokens,
            Transport transport,
            ApiBudget budget,
            Clock clock,
            CallObserver observer) {
        this.baseUrl = baseUrl;
        this.timeout = timeout;
        this.tokens = tokens;
        this.transport = transport;
        this.budget = budget;
        this.clock = clock;
        this.observer = observer;
    }

    /** @param sendBefore the call is not sent when its turn comes only later than this */
    public Reply call(ApiCall call, Lane lane, Instant sendBefore) {
        var refusal = gate.against(call, clock.instant());
        if (refusal != null) {
            return new Reply.Failed(refusal);
        }
        try {
            var token = tokens.token(call.access());
            var reply = attempt(call, token, lane, sendBefore);
            if (isUnauthorized(reply) && tokens.refused(call.access(), token)) {
                reply = attempt(call, tokens.token(call.access()), lane, sendBefore);
            }
            remember(call, reply);
            return reply;
        } catch (HubSpotException noToken) {
            var failure = withoutToken(noToken);
            remember(call, new Reply.Failed(failure));
            return new Reply.Failed(failure);
        }
    }

    /** As {@link #call}, for a call that may be refused without that saying anything about the credential. */
    public Reply tryOut(ApiCall call, Lane lane, Instant sendBefore) {
        try {
            return attempt(call, tokens.token(call.access()), lane, sendBefore);
        } catch (HubSpotException noToken) {
            return new Reply.Failed(withoutToken(noToken));
        }
    }

    /** What HubSpot refuses at present for lack of a good credential; empty when all is well. */
    public List<Failure> refusals() {
        return gate.standing();
    }

    private static boolean isUnauthorized(Reply reply) {
        return reply instanceof Reply.Failed(Failure.Unauthorized _);
    }

    private void remember(ApiCall call, Reply reply) {
        switch (reply) {
            case Reply.Success _ -> gate.succeeded(call);
            case Reply.Failed(Failure.Unauthorized refused) -> gate.refused(call, refused, clock.instant());
            case Reply.Failed(Failure.Forbidden refused) -> gate.refused(call, refused, clock.instant());
            case Reply.Failed _ -> {}
        }
    }

    private static Failure withoutToken(HubSpotException failure) {
        var message = String.valueOf(failure.getMessage());
        return switch (failure) {
            case HubSpotException.Unauthorized _ -> new Failure.Unauthorized(message);
            case HubSpotException.Forbidden _ -> new Failure.Forbidden(message, List.of());
            case HubSpotException.RateLimited limited -> new Failure.OverBudget(message, limited.retryAfter());
            case HubSpotException.Transient _ -> new Failure.NotSent(message);
            case HubSpotException.Rejected _ -> new Failure.Unauthorized(message);
        };
    }

    private Reply attempt(ApiCall call, Secret token, Lane lane, Instant sendBefore) {
        try {
            return switch (budget.take(call.limit(), lane, sendBefore)) {
                case Turn.Go(var permit) -> send(call, token, permit);
                case Turn.TooLate(var earliest) -> {
                    var wait = Duration.between(clock.instant(), earliest);
                    yield new Reply.Failed(new Failure.OverBudget(
                            "HubSpot's limits leave no room for the call in time",
                            wait.isNegative() ? Duration.ZERO : wait));
                }
            };
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return new Reply.Failed(new Failure.NotSent("Told to stop while waiting for a turn"));
        }
    }

    private Reply send(ApiCall call, Secret token, Permit permit) {
        var sentAt = clock.instant();
        var settled = false;
        try {
            var answer = transport.send(request(call, token));
            permit.answered(RateHeaders.read(answer::header));
            settled = true;
            return judged(call, answer, sentAt);
        } catch (TransportException.NotSent notSent) {
            permit.notSent();
            settled = true;
            return unanswered(call, Failures.of(notSent), sentAt);
        } catch (TransportException noAnswer) {
            return unanswered(call, Failures.of(noAnswer), sentAt);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return unanswered(call, new Failure.NoAnswer("Told to stop while waiting for the answer"), sentAt);
        } finally {
            if (!settled) {
                permit.givenUp();
            }
        }
    }

    private HttpCall request(ApiCall call, Secret token) {
        var headers = new HashMap<String, String>();
        headers.put("Authorization", "Bearer " + token.value());
        headers.put("Accept", "application/json");
        if (call.body() != null) {
            headers.put("Content-Type", "application/json");
        }
        return new HttpCall(call.method(), URI.create(baseUrl + call.path()), headers, call.body(), timeout);
    }

    private Reply judged(ApiCall call, HttpAnswer answer, Instant sentAt) {
        var now = clock.instant();
        observer.called(call.route(), answer.status(), Duration.between(sentAt, now));
        log.debug("{} answered {} after {}", call.route(), answer.status(), Duration.between(sentAt, now));
        if (answer.status() / 100 == 2) {
            return new Reply.Success(answer);
        }
        var failure = Failures.of(answer, call.limit(), now);
        if (failure instanceof Failure.RateLimited limited) {
            var asked = limited.retryAfter();
            budget.turnedAway(limited.limit(), asked == null ? usualPause(limited.limit()) : asked);
        }
        return new Reply.Failed(failure);
    }

    /** HubSpot's own clients wait as long, one window; 429s carry no {@code Retry-After} as a rule. */
    private static Duration usualPause(Limit limit) {
        return limit == Limit.SEARCH ? Duration.ofSeconds(1) : Duration.ofSeconds(10);
    }

    private Reply unanswered(ApiCall call, Failure failure, Instant sentAt) {
        var took = Duration.between(sentAt, clock.instant());
        observer.called(call.route(), 0, took);
        log.debug("{} got no answer after {}: {}", call.route(), took, failure.message());
        return new Reply.Failed(failure);
    }
}
