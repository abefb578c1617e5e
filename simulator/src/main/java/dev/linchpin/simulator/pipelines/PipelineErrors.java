package dev.linchpin.simulator.pipelines;

import dev.linchpin.simulator.exchange.ApiError;
import java.util.List;
import java.util.Map;

/**
 * Refusals about pipelines.
 *
 * <p>Source: HubSpot docs, "Pipelines" for stages in use; codes of the others as seen on a test account by the Kalup project,
 * whose exact messages are UNCONFIRMED.
 */
final class PipelineErrors {

    private PipelineErrors() {}

    static ApiError missing(String id) {
        return ApiError.notFound("resource not found").withContext(Map.of("id", List.of(id)));
    }

    static ApiError of(String code, String message) {
        return ApiError.invalid(message).withExtra(Map.of("subCategory", "PipelineError." + code));
    }

    static ApiError idTaken(String pipelineId) {
        return ApiError.invalid("There's another pipeline for this object type with pipelineId " + pipelineId);
    }

    static ApiError stageTaken(List<String> stageIds) {
        return ApiError.of(409, "CONFLICT", "Stage IDs: " + stageIds + " exist in another pipeline")
                .withExtra(Map.of("subCategory", "PipelineError.STAGE_ID_EXISTS_IN_ANOTHER_PIPELINE"))
                .withContext(Map.of("stageIds", List.of(stageIds.toString())));
    }

    /** The refusal of a single stage has no category. */
    static ApiError stageIdInUse(String stageId) {
        return new ApiError(
                400,
                null,
                "Another pipeline is already using stage id " + stageId,
                Map.of(),
                List.of(),
                Map.of(),
                Map.of());
    }

    static ApiError labelTaken(String label) {
        return ApiError.invalid("An active pipeline with label " + label + " already exists");
    }

    static ApiError stageLabelTaken(String label) {
        return of("STAGE_LABEL_EXISTS", "A stage with label " + label + " already exists in this pipeline");
    }

    static ApiError noStage() {
        return ApiError.invalid("Pipeline must have at least one stage");
    }

    static ApiError noClosedStage() {
        return of("MISSING_CLOSED_STAGE", "A ticket pipeline must have at least one closed stage");
    }

    static ApiError inUse(List<String> stageIds, List<Long> recordIds) {
        return of("STAGE_ID_IN_USE", "Stage IDs: " + stageIds + " are being referenced by object IDs: " + recordIds)
                .withContext(
                        Map.of("stageIds", List.of(stageIds.toString()), "objectIds", List.of(recordIds.toString())));
    }
}
