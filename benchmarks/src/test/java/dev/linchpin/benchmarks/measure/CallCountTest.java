package dev.linchpin.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallCountTest {

    @Test
    void audits_are_the_reads_with_histories_whatever_their_answer() {
        assertThat(CallCount.withHistory("""
                        # TYPE hubspot_api_call_duration_seconds summary
                        hubspot_api_call_duration_seconds_count{route="POST contacts/batch/read",status="200"} 100
                        hubspot_api_call_duration_seconds_count{route="POST contacts/batch/read with history",status="200"} 22
                        hubspot_api_call_duration_seconds_count{route="POST contacts/batch/read with history",status="0"} 1
                        hubspot_api_call_duration_seconds_sum{route="POST contacts/batch/read with history",status="200"} 0.5
                        """)).isEqualTo(23);
    }

    @Test
    void before_the_first_audit_there_are_none() {
        assertThat(CallCount.withHistory("hubspot_api_rate_limited_total 0.0\n"))
                .isZero();
    }
}
