package dev.outcrop.local.internal.service;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.control.ApplicationProfiles;
import dev.outcrop.local.internal.control.FoundationModels;
import dev.outcrop.local.internal.control.InferenceProfiles;
import dev.outcrop.local.internal.control.QueryString;
import dev.outcrop.local.internal.guardrail.GuardrailStore;
import dev.outcrop.local.internal.jobs.AsyncInvokes;
import dev.outcrop.local.internal.jobs.Jobs;
import dev.outcrop.local.internal.validation.OperationRules;
import dev.outcrop.local.script.JobFault;

import java.util.List;
import java.util.Map;

/** The operations that have no model in their path: lists, profiles, guardrails, jobs, Rerank. */
final class ControlCalls {
    private final GuardrailCalls guardrails;
    private final ModelCalls models;
    private final ApplicationProfiles profiles;
    private final Jobs jobs;
    private final AsyncInvokes invokes;
    private final boolean regional;

    ControlCalls(
            ModelCalls models,
            GuardrailStore guardrails,
            ApplicationProfiles profiles,
            ServiceContext surroundings,
            Settings settings) {
        this.regional = settings.regional();
        this.models = models;
        this.profiles = profiles;
        this.guardrails = new GuardrailCalls(guardrails);
        this.jobs =
                new Jobs(
                        question -> models.whole(question, new Stopwatch(surroundings.nanoTime())),
                        models::check,
                        settings.clock(),
                        surroundings.random(),
                        settings.buckets());
        this.invokes =
                new AsyncInvokes(
                        models::check, settings.clock(), surroundings.random(), settings.buckets());
    }

    void jobFaults(List<JobFault> next) {
        jobs.faults(next);
    }

    Json answer(Call call) {
        QueryString query = QueryString.of(call.request().query());
        check(call, query);
        return switch (call.route().operation()) {
            case APPLY_GUARDRAIL,
                    CREATE_GUARDRAIL,
                    LIST_GUARDRAILS,
                    GET_GUARDRAIL,
                    UPDATE_GUARDRAIL,
                    DELETE_GUARDRAIL,
                    CREATE_GUARDRAIL_VERSION ->
                    guardrails.answer(call, query);
            case LIST_FOUNDATION_MODELS -> FoundationModels.list(query, region(call), regional);
            case GET_FOUNDATION_MODEL ->
                    FoundationModels.one(call.argument(0), region(call), regional);
            case LIST_INFERENCE_PROFILES ->
                    InferenceProfiles.list(query, region(call), regional, profiles);
            case GET_INFERENCE_PROFILE ->
                    InferenceProfiles.one(call.argument(0), region(call), regional, profiles);
            case CREATE_INFERENCE_PROFILE ->
                    profiles.create(
                            OperationRules.body("CreateInferenceProfileRequest", call.body()),
                            region(call));
            case DELETE_INFERENCE_PROFILE -> profiles.delete(call.argument(0));
            case LIST_TAGS ->
                    profiles.tags(OperationRules.body("ListTagsForResourceRequest", call.body()));
            case TAG_RESOURCE ->
                    profiles.tag(OperationRules.body("TagResourceRequest", call.body()));
            case UNTAG_RESOURCE ->
                    profiles.untag(OperationRules.body("UntagResourceRequest", call.body()));
            case CREATE_JOB ->
                    jobs.create(
                            OperationRules.body("CreateModelInvocationJobRequest", call.body()));
            case GET_JOB -> jobs.one(call.argument(0));
            case STOP_JOB -> jobs.stop(call.argument(0));
            case LIST_JOBS -> jobs.list(query);
            case RERANK -> RerankCalls.answer(call, models);
            case START_ASYNC_INVOKE ->
                    invokes.start(OperationRules.body("StartAsyncInvokeRequest", call.body()));
            case GET_ASYNC_INVOKE -> invokes.one(call.argument(0));
            case LIST_ASYNC_INVOKES -> invokes.list(query);
            default -> throw new IllegalStateException("not a control call");
        };
    }

    /** The region of the lists; that of the command if the request does not say it. */
    private static String region(Call call) {
        String region = CalledRegion.of(call.request());
        return region == null ? "us-east-1" : region;
    }

    private static void check(Call call, QueryString query) {
        switch (call.route().operation()) {
            case LIST_FOUNDATION_MODELS ->
                    OperationRules.parameters("ListFoundationModelsQuery", query.all());
            case LIST_INFERENCE_PROFILES ->
                    OperationRules.parameters("ListInferenceProfilesQuery", query.all());
            case LIST_JOBS -> OperationRules.parameters("ListJobsQuery", query.all());
            case GET_FOUNDATION_MODEL -> label(call, "modelIdentifier");
            case GET_INFERENCE_PROFILE, DELETE_INFERENCE_PROFILE ->
                    label(call, "inferenceProfileIdentifier");
            case GET_JOB, STOP_JOB -> label(call, "jobIdentifier");
            case LIST_ASYNC_INVOKES ->
                    OperationRules.parameters("ListAsyncInvokesQuery", query.all());
            case GET_ASYNC_INVOKE ->
                    OperationRules.parameters(
                            "GetAsyncInvokePath", Map.of("invocationArn", call.argument(0)));
            default -> {
                // The others have separate rules.
            }
        }
    }

    private static void label(Call call, String name) {
        OperationRules.parameters("Labels", Map.of(name, call.argument(0)));
    }
}
