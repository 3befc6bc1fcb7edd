package dev.outcrop.local.internal.service;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

/**
 * The operations: Bedrock Runtime, Bedrock's control plane, Rerank of {@code
 * bedrock-agent-runtime}, and the paths of Mantle.
 */
enum Operation {
    CONVERSE("Converse", "POST /model/{}/converse"),
    CONVERSE_STREAM("ConverseStream", "POST /model/{}/converse-stream"),
    INVOKE_MODEL("InvokeModel", "POST /model/{}/invoke"),
    INVOKE_MODEL_STREAM(
            "InvokeModelWithResponseStream", "POST /model/{}/invoke-with-response-stream"),
    COUNT_TOKENS("CountTokens", "POST /model/{}/count-tokens"),
    APPLY_GUARDRAIL("ApplyGuardrail", "POST /guardrail/{}/version/{}/apply"),
    START_ASYNC_INVOKE("StartAsyncInvoke", "POST /async-invoke"),
    LIST_ASYNC_INVOKES("ListAsyncInvokes", "GET /async-invoke"),
    GET_ASYNC_INVOKE("GetAsyncInvoke", "GET /async-invoke/{}"),
    LIST_FOUNDATION_MODELS("ListFoundationModels", "GET /foundation-models"),
    GET_FOUNDATION_MODEL("GetFoundationModel", "GET /foundation-models/{}"),
    LIST_INFERENCE_PROFILES("ListInferenceProfiles", "GET /inference-profiles"),
    GET_INFERENCE_PROFILE("GetInferenceProfile", "GET /inference-profiles/{}"),
    CREATE_INFERENCE_PROFILE("CreateInferenceProfile", "POST /inference-profiles"),
    DELETE_INFERENCE_PROFILE("DeleteInferenceProfile", "DELETE /inference-profiles/{}"),
    LIST_TAGS("ListTagsForResource", "POST /listTagsForResource"),
    TAG_RESOURCE("TagResource", "POST /tagResource"),
    UNTAG_RESOURCE("UntagResource", "POST /untagResource"),
    CREATE_GUARDRAIL("CreateGuardrail", "POST /guardrails"),
    LIST_GUARDRAILS("ListGuardrails", "GET /guardrails"),
    GET_GUARDRAIL("GetGuardrail", "GET /guardrails/{}"),
    UPDATE_GUARDRAIL("UpdateGuardrail", "PUT /guardrails/{}"),
    DELETE_GUARDRAIL("DeleteGuardrail", "DELETE /guardrails/{}"),
    CREATE_GUARDRAIL_VERSION("CreateGuardrailVersion", "POST /guardrails/{}"),
    CREATE_JOB("CreateModelInvocationJob", "POST /model-invocation-job"),
    GET_JOB("GetModelInvocationJob", "GET /model-invocation-job/{}"),
    STOP_JOB("StopModelInvocationJob", "POST /model-invocation-job/{}/stop"),
    LIST_JOBS("ListModelInvocationJobs", "GET /model-invocation-jobs"),
    RERANK("Rerank", "POST /rerank"),
    CHAT_COMPLETIONS(
            "ChatCompletions", "POST /v1/chat/completions", "POST /openai/v1/chat/completions"),
    RESPONSES("Responses", "POST /v1/responses", "POST /openai/v1/responses"),
    GET_RESPONSE("GetResponse", "GET /v1/responses/{}", "GET /openai/v1/responses/{}"),
    DELETE_RESPONSE("DeleteResponse", "DELETE /v1/responses/{}", "DELETE /openai/v1/responses/{}"),
    CANCEL_RESPONSE(
            "CancelResponse",
            "POST /v1/responses/{}/cancel",
            "POST /openai/v1/responses/{}/cancel"),
    LIST_INPUT_ITEMS(
            "ListInputItems",
            "GET /v1/responses/{}/input_items",
            "GET /openai/v1/responses/{}/input_items"),
    MESSAGES("Messages", "POST /anthropic/v1/messages"),
    MESSAGES_COUNT_TOKENS("MessagesCountTokens", "POST /anthropic/v1/messages/count_tokens"),
    LIST_MODELS("ListModels", "GET /v1/models", "GET /openai/v1/models"),
    UNKNOWN(null, "");

    private final @Nullable String wireName;
    private final String path;
    private final String otherPath;

    Operation(@Nullable String wireName, String path) {
        this(wireName, path, "");
    }

    Operation(@Nullable String wireName, String path, String otherPath) {
        this.wireName = wireName;
        this.path = path;
        this.otherPath = otherPath;
    }

    /** Bedrock's name of the operation; null for none. */
    @Nullable String wireName() {
        return wireName;
    }

    /** Returns method and path, one or two of them; a part {@code {}} is a placeholder. */
    List<String> paths() {
        return Stream.of(path, otherPath).filter(text -> !text.isEmpty()).toList();
    }

    /** Whether the first argument in the path is a model. */
    boolean isOnAModel() {
        return compareTo(COUNT_TOKENS) <= 0;
    }

    /** Whether its answer is always an event stream. */
    boolean isStreamed() {
        return this == CONVERSE_STREAM || this == INVOKE_MODEL_STREAM;
    }

    /** Returns its status, as the service model has it. */
    int status() {
        return switch (this) {
            case CREATE_GUARDRAIL, UPDATE_GUARDRAIL, DELETE_GUARDRAIL, CREATE_GUARDRAIL_VERSION ->
                    202;
            case CREATE_INFERENCE_PROFILE -> 201;
            default -> 200;
        };
    }

    /** Whether it belongs to the endpoint {@code bedrock-mantle}. */
    boolean isOfMantle() {
        return compareTo(CHAT_COMPLETIONS) >= 0 && this != UNKNOWN;
    }
}
