package dev.linchpin.simulator.crm.definitions;

/** A heading that properties stand under (HubSpot docs, "Properties"). */
public record PropertyGroup(String name, String label, int displayOrder) {}
