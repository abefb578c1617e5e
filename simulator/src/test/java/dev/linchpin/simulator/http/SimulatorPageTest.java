package dev.linchpin.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.SimulatorCommand;
import dev.linchpin.simulator.TestAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Keeps {@code docs/simulator.md} true. */
class SimulatorPageTest {

    private static final Path PAGE = Path.of("../docs/simulator.md");
    private static final Pattern SHELL = Pattern.compile("^```sh\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CURL = Pattern.compile("curl [^']*?(?:'[^']*'[^']*?)*(?=\\n|$)");
    private static final Pattern METHOD = Pattern.compile("-X (\\w+)");
    private static final Pattern DATA = Pattern.compile("-d '([^']*)'");
    private static final Pattern TARGET = Pattern.compile("(?:\\$HUBSPOT|http://127\\.0\\.0\\.1:8081)(/[^\"\\s]*)");
    private static final Pattern BEARER = Pattern.compile("Bearer (\\S+?)'");

    private final String page = Files.readString(PAGE);

    SimulatorPageTest() throws IOException {}

    @Test
    void every_curl_command_of_the_page_is_answered_as_it_says() {
        var account = new TestAccount(options -> options.withRecords(3, 3, 0));
        var refused = new ArrayList<String>();
        int called = 0;
        for (String command : commands()) {
            String data = first(DATA, command, "");
            String method = first(METHOD, command, data.isEmpty() ? "GET" : "POST");
            String token = first(BEARER, command, TestAccount.TOKEN);
            Answer answer = account.callAs(token, method, first(TARGET, command, ""), data);
            called++;
            if (answer.status() >= 400) {
                refused.add(answer.status() + " " + token);
            }
        }
        assertThat(called).isGreaterThan(10);
        // The one that shows what a missing scope is answered.
        assertThat(refused).containsExactly("403 reader");
    }

    @Test
    void every_option_of_the_command_is_on_the_page_and_no_other() {
        var options = new CommandLine(new SimulatorCommand())
                .getCommandSpec().options().stream()
                        .map(option -> option.longestName())
                        .filter(name -> !List.of("--help", "--version").contains(name))
                        .toList();
        var named = Pattern.compile("^\\| (`--.*?) \\|", Pattern.MULTILINE)
                .matcher(page)
                .results()
                .flatMap(row ->
                        Pattern.compile("`(--[a-z-]+)`").matcher(row.group(1)).results())
                .map(option -> option.group(1))
                .toList();
        assertThat(named).containsExactlyInAnyOrderElementsOf(options);
    }

    private List<String> commands() {
        return SHELL.matcher(page)
                .results()
                .map(block -> block.group(1).replace("\\\n", " "))
                .flatMap(block -> CURL.matcher(block).results())
                .map(MatchResult::group)
                .toList();
    }

    private static String first(Pattern pattern, String text, String otherwise) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : otherwise;
    }
}
