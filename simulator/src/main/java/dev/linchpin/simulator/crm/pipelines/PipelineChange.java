package dev.linchpin.simulator.crm.pipelines;

import org.jspecify.annotations.Nullable;

/**
 * Something that was done to a pipeline or a stage, for the audit.
 *
 * @param stageId null when it was done to the pipeline
 * @param action {@code CREATE}, {@code UPDATE} or {@code DELETE}
 * @param userId who installed the app that did it
 * @param rawObject what it was like then, as JSON text
 */
public record PipelineChange(
        String pipelineId, @Nullable String stageId, String action, long at, long userId, String rawObject) {}
