package dev.linchpin.systemtests.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.linchpin.systemtests.RunningServer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Signing in and out, moving about, and a server that goes away for a while. */
class FrameTest extends DashboardTest {
    private void signIn(String key) {
        page().getByLabel(Pattern.compile("key", Pattern.CASE_INSENSITIVE))
                .first()
                .fill(key);
        button("Sign in").click();
    }

    @Test
    void the_link_of_a_start_signs_in_and_the_key_leaves_the_address_at_once() {
        assertThat(page()).not().hasURL(Pattern.compile("key="));
        assertThat(heading("Waits for you")
                        .or(page().getByRole(AriaRole.HEADING).first())
                        .first())
                .isVisible();

        page().reload();

        assertThat(area("Overview")).isVisible();
    }

    @Test
    void who_signs_out_has_to_give_the_key_again_and_a_wrong_one_says_so() {
        button("Sign out").click();
        assertThat(button("Sign in")).isVisible();
        dashboard().assertAccessible();

        signIn("not-the-key");
        assertThat(page().getByRole(AriaRole.ALERT)).isVisible();

        signIn(RunningServer.KEY);
        assertThat(area("Overview")).isVisible();
        dashboard().expect("401");
    }

    @Test
    void a_link_to_a_page_still_leads_there_after_signing_in() {
        page().context().clearCookies();
        page().navigate(installation().api().url() + "/activity");

        signIn(RunningServer.KEY);

        assertThat(page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Activity")))
                .isVisible();
        dashboard().expect("401");
    }

    @Test
    void the_page_recovers_by_itself_when_the_server_was_restarted() {
        dashboard().at("/records/contacts");
        var record = installation().contacts().records(30).getLast();
        var port = installation().api().url();

        installation().stop();
        installation().goOn();
        org.assertj.core.api.Assertions.assertThat(installation().api().url()).isEqualTo(port);
        assertThat(page().getByText("Live", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        installation().account().edit(record, "jobtitle", "Returned");

        assertThat(page().getByText("Returned").first()).isVisible();
        dashboard().expect("net::ERR_|503");
    }
}
