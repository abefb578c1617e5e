package dev.linchpin.torture.history;

import dev.linchpin.torture.world.Figures;
import java.util.List;

/**
 * How a history ended.
 *
 * @param findings what is not as promised; empty when all is well
 * @param story what was done and happened, line by line
 */
public record Outcome(Plan plan, List<String> findings, List<String> story, Figures figures) {
    public Outcome {
        findings = List.copyOf(findings);
        story = List.copyOf(story);
    }

    public boolean isGood() {
        return findings.isEmpty();
    }
}
