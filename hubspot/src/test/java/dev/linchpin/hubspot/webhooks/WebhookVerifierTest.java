package dev.linchpin.hubspot.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.hubspot.auth.Secret;
import dev.linchpin.hubspot.testing.FakeTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Signatures made with OpenSSL, so that a mistake here and there cannot cancel out. */
class WebhookVerifierTest {
    private static final String URI = "https://sync.example.com/webhooks/hubspot?tenant=a%20b";
    private static final byte[] BODY = "[{\"objectId\":1,\"propertyValue\":\"ü\"}]".getBytes(StandardCharsets.UTF_8);
    private static final String AT = Long.toString(FakeTime.START.toEpochMilli());
    private static final String V3 = "CxQMq8EV22TPUJlhf8ZR2SocQa5tDN4L+X/SNgQ6sV0=";
    private static final String V2 = "f6d476121a0a26ed056a3e1769564b152dcb6429b37f4dea8a8687d84aba24ac";
    private static final String V1 = "0baa88bbdef3b7e6d67b1d73c6687b1cda9b2ec84de6f7a4911f7ee1e75db2bd";

    private final FakeTime time = new FakeTime();
    private final WebhookVerifier strict = new WebhookVerifier(new Secret("s3cret"), Set.of(), time);
    private final WebhookVerifier lenient =
            new WebhookVerifier(new Secret("s3cret"), Set.of(SignatureVersion.V2, SignatureVersion.V1), time);

    @Test
    void a_delivery_signed_by_hubspot_is_accepted() {
        assertThat(verify(strict, BODY, v3(V3, AT))).isEqualTo(new Verification.Accepted(SignatureVersion.V3));
    }

    @Test
    void the_listed_sequences_of_the_address_are_decoded_before_signing_and_no_others() {
        var encoded = URI.replace("?tenant", "%3Ftenant").replace("https://", "https%3a%2F%2F");

        assertThat(strict.verify("POST", encoded, v3(V3, AT)::get, BODY))
                .isEqualTo(new Verification.Accepted(SignatureVersion.V3));
    }

    @Test
    void anything_altered_is_refused() {
        var other = Arrays.copyOf(BODY, BODY.length - 1);

        assertThat(verify(strict, other, v3(V3, AT))).isEqualTo(new Verification.BadSignature());
        assertThat(strict.verify("PUT", URI, v3(V3, AT)::get, BODY)).isEqualTo(new Verification.BadSignature());
        assertThat(strict.verify("POST", URI + "x", v3(V3, AT)::get, BODY)).isEqualTo(new Verification.BadSignature());
        assertThat(verify(strict, BODY, v3(V3, AT.replace('0', '1')))).isEqualTo(new Verification.BadSignature());
        assertThat(verify(new WebhookVerifier(new Secret("other"), Set.of(), time), BODY, v3(V3, AT)))
                .isEqualTo(new Verification.BadSignature());
    }

    @Test
    void a_delivery_is_fresh_for_five_minutes() {
        time.advance(Duration.ofMinutes(5));
        assertThat(verify(strict, BODY, v3(V3, AT))).isInstanceOf(Verification.Accepted.class);

        time.advance(Duration.ofMillis(1));
        assertThat(verify(strict, BODY, v3(V3, AT))).isEqualTo(new Verification.Stale());
    }

    @Test
    void a_delivery_from_the_future_is_not_fresh() {
        time.advance(Duration.ofMinutes(-6));

        assertThat(verify(strict, BODY, v3(V3, AT))).isEqualTo(new Verification.Stale());
    }

    @Test
    void older_signatures_count_only_where_they_are_configured() {
        assertThat(verify(lenient, BODY, old(V1, "v1"))).isEqualTo(new Verification.Accepted(SignatureVersion.V1));
        assertThat(verify(lenient, BODY, old(V2, "v2"))).isEqualTo(new Verification.Accepted(SignatureVersion.V2));
        assertThat(verify(lenient, BODY, old(V1, "v2"))).isEqualTo(new Verification.BadSignature());
        assertThat(verify(strict, BODY, old(V1, "v1"))).isEqualTo(new Verification.MissingSignature());
        assertThat(verify(strict, BODY, old(V2, "v2"))).isEqualTo(new Verification.MissingSignature());
    }

    @Test
    void a_bad_new_signature_is_not_outweighed_by_a_good_old_one() {
        var headers = new HashMap<>(old(V1, "v1"));
        headers.putAll(v3("AAAA", AT));

        assertThat(verify(lenient, BODY, headers)).isEqualTo(new Verification.BadSignature());
    }

    @Test
    void a_delivery_without_signature_or_time_is_refused() {
        assertThat(verify(lenient, BODY, Map.of())).isEqualTo(new Verification.MissingSignature());
        assertThat(verify(strict, BODY, Map.of("X-HubSpot-Signature-v3", V3)))
                .isEqualTo(new Verification.MissingSignature());
    }

    private static Verification verify(WebhookVerifier verifier, byte[] body, Map<String, String> headers) {
        return verifier.verify("POST", URI, headers::get, body);
    }

    private static Map<String, String> v3(String signature, String timestamp) {
        return Map.of("X-HubSpot-Signature-v3", signature, "X-HubSpot-Request-Timestamp", timestamp);
    }

    private static Map<String, String> old(String signature, String version) {
        return Map.of("X-HubSpot-Signature", signature, "X-HubSpot-Signature-Version", version);
    }
}
