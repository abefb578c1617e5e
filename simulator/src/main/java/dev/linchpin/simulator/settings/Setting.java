package dev.linchpin.simulator.settings;

import tools.jackson.databind.JsonNode;

/**
 * One setting as it is told to users.
 *
 * @param name with dots between the levels
 * @param standard what is in force from the start
 * @param meaning what its record's Javadoc says
 */
public record Setting(String name, JsonNode standard, String meaning) {}
