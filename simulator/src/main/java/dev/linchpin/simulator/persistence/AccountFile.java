package dev.linchpin.simulator.persistence;

import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The calls that changed an account, in order and with their times. An account is nothing but its seed, its clock and these:
 * carried out again, they make the same account, ids and histories included. Thread-safe.
 */
public final class AccountFile implements AutoCloseable {
    private static final List<String> KEPT_HEADERS = List.of("authorization", "content-type");
    private static final int PARTS = 6;

    private final ReplayClock clock;
    private final Beginning beginning;
    private final List<String> past;
    private final BufferedWriter writer;

    /** How the account was seeded, which later starts must repeat. */
    public record Beginning(long at, int contacts, int companies, int deals, long seed) {
        private static Beginning parse(String line) {
            var parts = line.split(" ", -1);
            return new Beginning(
                    Long.parseLong(parts[0]),
                    Integer.parseInt(parts[1]),
                    Integer.parseInt(parts[2]),
                    Integer.parseInt(parts[3]),
                    Long.parseLong(parts[4]));
        }

        private String line() {
            return at + " " + contacts + " " + companies + " " + deals + " " + seed;
        }
    }

    private AccountFile(ReplayClock clock, Beginning beginning, List<String> past, BufferedWriter writer) {
        this.clock = clock;
        this.beginning = beginning;
        this.past = past;
        this.writer = writer;
    }

    /**
     * Opens the file, or begins one. The clock stands at the account's beginning until {@link #replay}.
     *
     * @param base what the account's clock goes by
     * @param beginning of a new account; an existing one keeps its own
     * @throws UncheckedIOException when the file cannot be used
     */
    public static AccountFile open(Path file, InstantSource base, Beginning beginning) {
        try {
            var text = Files.exists(file) ? Files.readString(file) : "";
            var lines = text.lines().toList();
            var first = lines.isEmpty() ? beginning : Beginning.parse(lines.getFirst());
            var writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (lines.isEmpty()) {
                writer.write(beginning.line());
                writer.newLine();
                writer.flush();
            } else if (!text.endsWith("\n")) {
                writer.newLine();
            }
            var clock = new ReplayClock(base);
            clock.standAt(first.at());
            return new AccountFile(clock, first, lines.isEmpty() ? lines : lines.subList(1, lines.size()), writer);
        } catch (NumberFormatException | IndexOutOfBoundsException foreign) {
            throw new UncheckedIOException(file + " holds no simulated account", new IOException(foreign));
        } catch (IOException unusable) {
            throw new UncheckedIOException("The simulated account's file " + file + " cannot be used", unusable);
        }
    }

    /** How the account must be seeded. */
    public Beginning beginning() {
        return beginning;
    }

    /** The clock that the account must go by. */
    public InstantSource clock() {
        return clock;
    }

    /** Carries everything out again; to be called before anybody else calls the account. */
    public void replay(Function<SimulatedRequest, SimulatedResponse> account) {
        for (var line : past) {
            var parts = line.split(" ", -1);
            // The last line may have been cut off by the end of the process.
            if (parts.length == PARTS) {
                clock.standAt(Long.parseLong(parts[0]));
                var _ = account.apply(request(parts));
            }
        }
        clock.goOn();
    }

    /**
     * The same account, whose changes are written down from now on.
     *
     * @param changes whether a call may change the account
     */
    public Function<SimulatedRequest, SimulatedResponse> recording(
            Function<SimulatedRequest, SimulatedResponse> account, Predicate<SimulatedRequest> changes) {
        return request -> changes.test(request) ? record(request, account) : account.apply(request);
    }

    /** One at a time, so that the order written down is the order carried out. */
    private synchronized SimulatedResponse record(
            SimulatedRequest request, Function<SimulatedRequest, SimulatedResponse> account) {
        var at = clock.millis();
        clock.standAt(at);
        try {
            var response = account.apply(request);
            if (response.isWrite()) {
                write(at, request);
            }
            return response;
        } finally {
            clock.goOn();
        }
    }

    private void write(long at, SimulatedRequest request) {
        var headers = new StringBuilder();
        for (var name : KEPT_HEADERS) {
            var value = request.header(name);
            if (value != null) {
                headers.append(name).append(':').append(value).append('\n');
            }
        }
        try {
            writer.write(String.join(
                    " ",
                    List.of(
                            Long.toString(at),
                            request.method(),
                            request.path(),
                            encoded(request.query()),
                            encoded(headers.toString()),
                            Base64.getEncoder().encodeToString(request.body()))));
            writer.newLine();
            writer.flush();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static SimulatedRequest request(String[] parts) {
        var headers = new HashMap<String, String>();
        decoded(parts[4]).lines().forEach(line -> {
            var colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1));
        });
        return new SimulatedRequest(
                parts[1],
                parts[2],
                decoded(parts[3]),
                Map.copyOf(headers),
                Base64.getDecoder().decode(parts[5]));
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }
}
