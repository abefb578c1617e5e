package dev.linchpin.server.demo;

import java.nio.file.Path;

/**
 * What kind of demonstration.
 *
 * @param port of Linchpin; 0 takes any free one
 * @param simulatorPort of the simulated HubSpot; 0 takes any free one
 * @param directory where the database is kept; made if it is not there
 * @param contacts how many there are to begin with; a quarter as many companies
 * @param logLevel as the setting {@code log.level}
 */
public record DemoOptions(int port, int simulatorPort, Path directory, int contacts, String logLevel) {}
