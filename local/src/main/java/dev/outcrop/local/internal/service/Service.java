package dev.outcrop.local.internal.service;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.internal.authentication.RequestAuthenticator;
import dev.outcrop.local.internal.choice.EngineChoice;
import dev.outcrop.local.internal.choice.EngineRouter;
import dev.outcrop.local.internal.choice.ModelPattern;
import dev.outcrop.local.internal.control.ApplicationProfiles;
import dev.outcrop.local.internal.guardrail.GuardedAnswers;
import dev.outcrop.local.internal.guardrail.GuardrailStore;
import dev.outcrop.local.internal.s3.S3Calls;
import dev.outcrop.local.internal.sts.StsCalls;
import dev.outcrop.local.script.JobFault;
import dev.outcrop.local.script.Script;
import dev.outcrop.local.script.ScriptFile;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.IncomingRequest;
import dev.outcrop.local.wire.ReceivedRequest;
import dev.outcrop.local.wire.RequestHandler;
import dev.outcrop.local.wire.ResponseOutput;
import dev.outcrop.local.wire.ServiceError;
import dev.outcrop.local.wire.Utf8Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Bedrock, without the HTTP. A request is recorded, then answered by the next scripted steps if
 * there are any; else it is routed, validated and passed to the engine. Safe for several threads;
 * {@link #serve} blocks until the answer was sent.
 */
public final class Service {
    private static final int MOST_UNMATCHED = 1_000;
    private static final int LARGEST_BODY = 25_000_000;

    /** S3 accepts 5 GB; larger objects than this are uploaded in parts. */
    private static final int LARGEST_OBJECT = 64 << 20;

    private final ServiceContext surroundings;
    private final RequestLog log = new RequestLog();
    private final Script script;
    private final EngineRouter choices;
    private final List<String> unmatched = new CopyOnWriteArrayList<>();
    private final StepPlayer player = new StepPlayer();
    private final RequestIds requestIds;
    private final ModelCalls models;
    private final MantleCalls mantle;
    private final ControlCalls control;
    private final S3Calls s3;
    private final StsCalls sts;
    private final @Nullable RequestAuthenticator authentication;

    public Service(Engine engine, ServiceContext surroundings) {
        this(engine, surroundings, Settings.plain());
    }

    public Service(Engine engine, ServiceContext surroundings, Settings settings) {
        this(EngineRouter.of(engine), engine, surroundings, settings, new Script());
    }

    /**
     * Creates a service with a script and choices by model.
     *
     * @param choices what answers in place of the default engine
     */
    public Service(
            EngineRouter choices,
            Engine engine,
            ServiceContext surroundings,
            Settings settings,
            Script script) {
        this.script = script;
        this.choices = choices;
        this.surroundings = surroundings;
        this.requestIds = new RequestIds(surroundings.random());
        var guardrails =
                new GuardrailStore(
                        settings.clock(), surroundings.random(), settings.guardedWords());
        var profiles = new ApplicationProfiles(settings.clock(), surroundings.random());
        this.models = new ModelCalls(engine, settings, new GuardedAnswers(guardrails), profiles);
        this.mantle = new MantleCalls(models, settings.clock());
        this.authentication = settings.authentication();
        this.control = new ControlCalls(models, guardrails, profiles, surroundings, settings);
        this.s3 = new S3Calls(settings.buckets(), surroundings.random(), settings.clock());
        this.sts = new StsCalls(authentication != null, surroundings.random(), settings.clock());
    }

    /**
     * Returns how large the body of a request may be: Bedrock accepts 25 MB.
     *
     * @param head the request without its body
     */
    public static int largestBody(IncomingRequest head) {
        return S3Calls.isForS3(head) ? LARGEST_OBJECT : LARGEST_BODY;
    }

    /** Adds answers to the script, one for each request, in this order. */
    public void script(List<Scripted> next) {
        script.add(next);
    }

    /** Sets what goes wrong with the next batch jobs. */
    public void jobFaults(List<JobFault> next) {
        control.jobFaults(next);
    }

    /** Returns the received requests, oldest first. */
    public List<ReceivedRequest> requests() {
        return log.all();
    }

    /** Lets stalled answers continue, and deletes the parts of incomplete uploads. */
    public void close() {
        player.close();
        s3.close();
    }

    /**
     * Returns the requests that were rejected because nothing was prepared for them, and why;
     * oldest first.
     */
    public List<String> unmatched() {
        return List.copyOf(unmatched);
    }

    /**
     * Answers one request.
     *
     * @throws IOException if the client has disconnected
     */
    public void serve(IncomingRequest request, ResponseOutput out) throws IOException {
        var stopwatch = new Stopwatch(surroundings.nanoTime());
        var call = new Call(Route.of(request), request, null, null, requestIds.next(), stopwatch);
        if (S3Calls.isForS3(request)) {
            serveS3(request, call.requestId(), out);
            return;
        }
        if (StsCalls.isForSts(request)) {
            serveSts(request, call.requestId(), out);
            return;
        }
        try {
            authenticate(call);
            answer(call.withBody(parsed(request.body())), out);
        } catch (ServiceError error) {
            if (error.isUnmatched() && unmatched.size() < MOST_UNMATCHED) {
                unmatched.add(request.method() + " " + request.path() + ": " + error.getMessage());
            }
            refuse(error, call, out);
        }
    }

    private void serveS3(IncomingRequest request, String requestId, ResponseOutput out)
            throws IOException {
        try {
            if (authentication != null) {
                authentication.check(request, "s3");
            }
        } catch (ServiceError e) {
            S3Calls.refuse(e, request, requestId, out);
            return;
        }
        s3.serve(request, requestId, out);
    }

    private void serveSts(IncomingRequest request, String requestId, ResponseOutput out)
            throws IOException {
        try {
            if (authentication != null) {
                authentication.check(request, "sts");
            }
        } catch (ServiceError e) {
            StsCalls.refuse(e, requestId, out);
            return;
        }
        sts.serve(request, requestId, out);
    }

    /** A request is not parsed and uses up no scripted answer before this check. */
    private void authenticate(Call call) {
        if (authentication == null) {
            return;
        }
        try {
            authentication.check(call.request(), service(call));
        } catch (ServiceError error) {
            record(call);
            throw error;
        }
    }

    /** The service that a signature must name. */
    private static String service(Call call) {
        return CalledEndpoint.of(call) == CalledEndpoint.RUNTIME ? "bedrock" : "bedrock-mantle";
    }

    private void answer(Call call, ResponseOutput out) throws IOException {
        record(call);
        String requestId = call.requestId();
        EngineChoice choice = choices.of(call.modelId());
        Scripted scripted = scripted(choice, call);
        if (scripted == null) {
            boolean served =
                    choice
                                    instanceof
                                    EngineChoice.OfStandIn(ModelPattern of, RequestHandler standIn)
                            && standIn.serve(passedOn(call, standIn), requestId, out);
            if (!served) {
                serve(call, out);
            }
            return;
        }
        switch (scripted) {
            case Scripted.Steps(List<Step> steps) -> player.play(steps, requestId, out);
            case Scripted.Early(Scripted.Steps early) -> player.play(early.steps(), requestId, out);
            case Scripted.Interrupted(var answer, int writes, Scripted.Steps rest) ->
                    serve(
                            answer == null ? call : call.scripted(answer.body()),
                            new InterruptedOutput(
                                    out, writes, () -> player.goOn(rest.steps(), requestId, out)));
            case Scripted.Answer(Json.Obj answer) -> serve(call.scripted(answer), out);
        }
    }

    /** Without the caller's credentials, if the handler signs requests itself. */
    private IncomingRequest passedOn(Call call, RequestHandler standIn) {
        return authentication != null && standIn.signsRequests()
                ? RequestAuthenticator.withoutProof(call.request())
                : call.request();
    }

    /** The scripted answer for this request, of a test or of the choice for its model. */
    private @Nullable Scripted scripted(@Nullable EngineChoice choice, Call call) {
        Scripted said = script.next();
        if (said == null
                && choice instanceof EngineChoice.OfScript(ModelPattern of, ScriptFile file)) {
            said = file.next(call.body() == null ? Json.NULL : call.body());
        }
        if (said == null && !(choice instanceof EngineChoice.OfStandIn)) {
            script.requireAnswer();
        }
        return said;
    }

    /**
     * Answers before the body of a request is read, if the script requires it. With credentials to
     * check, the body is read first: a signature covers it.
     *
     * @return whether it did; else the request must be served normally
     */
    public boolean servedEarly(ResponseOutput out) throws IOException {
        Scripted.Early early = authentication == null ? script.nextEarly() : null;
        if (early == null) {
            return false;
        }
        player.play(early.steps().steps(), requestIds.next(), out);
        return true;
    }

    /** Answers a request that is rejected before it is parsed. */
    public void refuse(ServiceError error, ResponseOutput out) throws IOException {
        JsonResponse.send(error, requestIds.next(), out);
    }

    private void serve(Call call, ResponseOutput out) throws IOException {
        var pace = new StreamPace(surroundings);
        var stream = new StreamResponse(out, call, pace, surroundings);
        var sse = new SseResponse(out, call, pace);
        ServiceError error;
        try {
            dispatch(call, stream, sse, out);
            return;
        } catch (ClientDisconnected e) {
            throw e.failure();
        } catch (ServiceError e) {
            error = e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            error = fault(e);
        }
        if (call.route().operation().isOfMantle()) {
            sse.fail(error);
        } else {
            stream.fail(error);
        }
    }

    private void refuse(ServiceError error, Call call, ResponseOutput out) throws IOException {
        if (call.route().operation().isOfMantle()) {
            new SseResponse(out, call, new StreamPace(surroundings)).fail(error);
        } else {
            JsonResponse.send(error, call.requestId(), out);
        }
    }

    /** Returns the error for a failure of the emulator itself. */
    public static ServiceError fault(Throwable e) {
        return ServiceError.of(
                "InternalServerException",
                "Internal error of the local Bedrock emulator: " + e.getClass().getName());
    }

    private void dispatch(Call call, StreamResponse stream, SseResponse sse, ResponseOutput out)
            throws IOException {
        switch (call.route().operation()) {
            case CONVERSE -> models.converse(call, out);
            case CONVERSE_STREAM -> models.converseStream(call, stream);
            case INVOKE_MODEL -> models.invokeModel(call, out);
            case INVOKE_MODEL_STREAM -> models.invokeModelStream(call, stream);
            case COUNT_TOKENS -> models.countTokens(call, out);
            case CHAT_COMPLETIONS, RESPONSES, MESSAGES -> mantle.serve(call, sse, out);
            case GET_RESPONSE, DELETE_RESPONSE, CANCEL_RESPONSE, LIST_INPUT_ITEMS ->
                    mantle.stored(call, out);
            case MESSAGES_COUNT_TOKENS -> mantle.countTokens(call, out);
            case LIST_MODELS -> mantle.list(call, out);
            case APPLY_GUARDRAIL,
                    START_ASYNC_INVOKE,
                    LIST_ASYNC_INVOKES,
                    GET_ASYNC_INVOKE,
                    LIST_FOUNDATION_MODELS,
                    GET_FOUNDATION_MODEL,
                    LIST_INFERENCE_PROFILES,
                    GET_INFERENCE_PROFILE,
                    CREATE_INFERENCE_PROFILE,
                    DELETE_INFERENCE_PROFILE,
                    LIST_TAGS,
                    TAG_RESOURCE,
                    UNTAG_RESOURCE,
                    CREATE_GUARDRAIL,
                    LIST_GUARDRAILS,
                    GET_GUARDRAIL,
                    UPDATE_GUARDRAIL,
                    DELETE_GUARDRAIL,
                    CREATE_GUARDRAIL_VERSION,
                    CREATE_JOB,
                    GET_JOB,
                    STOP_JOB,
                    LIST_JOBS,
                    RERANK ->
                    JsonResponse.send(
                            call.route().operation().status(),
                            control.answer(call),
                            call.requestId(),
                            out);
            case UNKNOWN -> throw RerankCalls.unknown(call.request());
        }
    }

    private void record(Call call) {
        IncomingRequest request = call.request();
        Route route = call.route();
        Json body = call.body();
        log.add(
                new ReceivedRequest(
                        route.operation().wireName(),
                        route.modelId(),
                        request.method(),
                        request.path(),
                        request.protocol(),
                        request.headers(),
                        body == null ? Json.NULL : body),
                request.body().size());
    }

    private static @Nullable Json parsed(Bytes body) {
        try {
            return body.size() == 0 ? null : Utf8Json.parse(body.toArray());
        } catch (JsonException e) {
            return null;
        }
    }
}
