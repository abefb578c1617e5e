package dev.linchpin.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param directory the user's working directory
 * @param out for answers
 * @param error for everything that is not an answer
 */
public record Surroundings(Path directory, Map<String, String> environment, PrintWriter out, PrintWriter error) {}
