package dev.outcrop.internal.model;

import dev.outcrop.catalog.Cost;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.Warnings;
import dev.outcrop.internal.caching.CachePolicy;
import dev.outcrop.internal.call.AnswerEvents;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.extract.AnswerForm;
import dev.outcrop.internal.extract.ExtractionPlan;
import dev.outcrop.internal.extract.ExtractionPlanner;
import dev.outcrop.internal.family.PreservedThinkingRules;
import dev.outcrop.internal.family.ReasoningRules;
import dev.outcrop.internal.family.SystemRules;
import dev.outcrop.internal.family.ThinkingRoundRules;
import dev.outcrop.internal.history.OwnThinking;
import dev.outcrop.internal.history.Producer;
import dev.outcrop.internal.history.Provenance;
import dev.outcrop.internal.history.SystemMessages;
import dev.outcrop.internal.history.ThinkingRound;
import dev.outcrop.internal.protocol.CallOptions;
import dev.outcrop.internal.protocol.ChatProtocol;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.settings.Extraction;
import dev.outcrop.settings.Protocol;
import dev.outcrop.tool.Toolbox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Calls one model: picks the protocol, applies its settings, tries its fallbacks.
 *
 * @param fallbacks models to call in its place, in this order
 */
public record ModelCaller(
        Protocols protocols, String id, ModelSettings settings, List<ModelCaller> fallbacks) {
    public ModelCaller with(ModelSettings settings) {
        return new ModelCaller(protocols, id, settings, fallbacks);
    }

    public ModelCaller withId(String id) {
        return new ModelCaller(protocols, id, settings, fallbacks);
    }

    public ModelCaller withFallbacks(List<ModelCaller> others) {
        return new ModelCaller(protocols, id, settings, List.copyOf(others));
    }

    public ModelCaller with(Cancellation cancellation) {
        return new ModelCaller(protocols, id, settings.with(cancellation), standIns(cancellation));
    }

    /** Nearly always empty, so that no class for streams need be loaded. */
    private List<ModelCaller> standIns(Cancellation cancellation) {
        return fallbacks.isEmpty()
                ? fallbacks
                : fallbacks.stream().map(model -> model.with(cancellation)).toList();
    }

    public Protocol protocol() {
        return settings.protocol(id);
    }

    public long countTokens(ConverseRequest request) {
        return chatProtocol()
                .countTokens(
                        fitted(request).request().withModelId(settings.counted(id)),
                        settings.options(id));
    }

    public Extraction extraction() {
        return settings.extraction();
    }

    /** How this model is asked for a form. */
    public ExtractionPlan plan(AnswerForm form, List<Message> messages) {
        ExtractionPlan plan = settings.plan(id, form, fallbacks.isEmpty(), messages);
        return plan.chosen() ? carried(plan) : plan;
    }

    /** The plan, as far as the protocol supports it. */
    private ExtractionPlan carried(ExtractionPlan plan) {
        CallOptions options = settings.options(id);
        if (chatProtocol().carries(plan.via(), options)) {
            return plan;
        }
        Extraction.Via other = ExtractionPlanner.fallback(settings.name(id));
        return plan.withVia(chatProtocol().carries(other, options) ? other : Extraction.Via.TEXT);
    }

    /** The plan after the model rejected the first one. */
    public ExtractionPlan otherPlan(ExtractionPlan refused) {
        settings.warnings()
                .once(
                        id
                                + " does not support outputConfig; structured output uses a tool"
                                + " instead.");
        return carried(refused.withVia(ExtractionPlanner.fallback(settings.name(id))));
    }

    /** Replaces an unsupported tool choice, without a warning. */
    public ConverseRequest quietlyChoosable(ConverseRequest request) {
        return settings.choosable(id, request, Warnings.NONE);
    }

    /** The handle that stops this model's calls. */
    public Cancellation cancellation() {
        return settings.cancellation();
    }

    /** Cancels the handle when this model's calls are stopped or the client is closed. */
    public Cancellation.Registration link(Cancellation handle) {
        Cancellation.Registration given = cancellation().onCancel(handle::cancel);
        Cancellation.Registration closing = protocols.closing().onCancel(handle::cancel);
        return () -> {
            given.close();
            closing.close();
        };
    }

    public Toolbox toolbox() {
        return settings.toolbox();
    }

    @Nullable
    public ToolChoice toolChoice() {
        return settings.toolChoice();
    }

    public ModelCaller with(@Nullable ToolChoice choice) {
        return with(settings.with(choice));
    }

    /** Calls this model, or its fallbacks, and returns the whole answer. */
    public Answer invoke(ConverseRequest request) {
        CallExecutor.Answer<Turn> answer = answer(request);
        return new Answer(List.of(answer.value()), answer.attempts(), reading());
    }

    /** Calls this model, or its fallbacks, and returns the last turn. */
    public CallExecutor.Answer<Turn> answer(ConverseRequest request) {
        return fallbacks.isEmpty() ? call(request) : Fallbacks.call(this, request);
    }

    /** Calls this model, or its fallbacks, and returns the answer as a stream of events. */
    public AnswerEvents source(ConverseRequest request) {
        return fallbacks.isEmpty() ? open(request) : new FallbackStream(this, request);
    }

    /** Calls only this model. */
    CallExecutor.Answer<Turn> call(ConverseRequest request) {
        PreparedRequest sent = prepared(request);
        CallExecutor.Answer<Turn> answer =
                chatProtocol().call(sent.request(), settings.options(id));
        return new CallExecutor.Answer<>(sent.recorded(answer.value()), answer.attempts());
    }

    /** Calls only this model, and returns a stream of events. */
    AnswerEvents open(ConverseRequest request) {
        PreparedRequest sent = prepared(request);
        return new RecordedEvents(
                chatProtocol().stream(sent.request(), settings.options(id)), sent);
    }

    private ChatProtocol chatProtocol() {
        return protocols.by(protocol());
    }

    /** How answers of this model, and of its fallbacks, are interpreted. */
    public Answer.Reading reading() {
        return new Answer.Reading(
                this::cost,
                turn -> {
                    ModelCaller answered = answeredBy(turn);
                    return answered.chatProtocol()
                            .response(
                                    Provenance.without(turn),
                                    answered.settings.options(answered.id));
                });
    }

    public ConverseRequest request(List<Content> system, List<Message> messages) {
        var request = ConverseRequest.builder(id).system(system).messages(messages);
        settings.request().in(request).toolConfig(settings.toolConfig());
        return settings.spelled(id).in(request).build();
    }

    /**
     * Converts another model's request for this one: the same messages, with this model's settings.
     */
    ConverseRequest taken(ConverseRequest request) {
        ConverseRequest own = request(request.system(), request.messages());
        return own.toBuilder().toolConfig(request.toolConfig()).more(request.more()).build();
    }

    /**
     * The cost of a turn, at the prices of the model that wrote it; if not recorded, of this one.
     */
    public Cost cost(Turn turn) {
        ModelCaller answered = answeredBy(turn);
        String asked = turn.modelId() == null ? id : turn.modelId();
        return answered.settings.cost(asked, turn.usage());
    }

    /** The model that wrote the turn: this one or one of its fallbacks. */
    private ModelCaller answeredBy(Turn turn) {
        String by = turn.modelId();
        if (by != null && !by.equals(id)) {
            for (ModelCaller fallback : fallbacks) {
                if (by.equals(fallback.id())) {
                    return fallback;
                }
            }
        }
        return this;
    }

    /** The request in the form that this model supports. */
    private PreparedRequest prepared(ConverseRequest request) {
        PreparedRequest fitted = fitted(request);
        ConverseRequest continued =
                ThinkingRoundRules.apply(settings.name(id))
                        ? ThinkingRound.in(fitted.request(), settings.warnings())
                        : fitted.request();
        ConverseRequest taken = settings.choosable(id, continued);
        CachePolicy policy = settings.cachePolicy(id);
        return new PreparedRequest(
                policy == null ? taken : policy.in(taken), fitted.producer(), fitted.preserved());
    }

    /** The request with a conversation that this model accepts. */
    private PreparedRequest fitted(ConverseRequest request) {
        ModelName name = settings.name(id);
        SystemRules rules = SystemRules.of(name);
        boolean converse = protocol() == Protocol.CONVERSE;
        ConverseRequest placed =
                SystemMessages.placed(
                        request,
                        rules == SystemRules.UNSUPPORTED && !converse ? SystemRules.FRONT : rules,
                        settings.warnings());
        Producer self = Producer.of(id, name, protocols.server());
        ConverseRequest own = OwnThinking.in(placed, self, ReasoningRules.of(name));
        if (!PreservedThinkingRules.apply(name)) {
            return new PreparedRequest(own, self, null);
        }
        PreservedThinking preserved = PreservedThinking.of(own, name, settings.apiArgs());
        return new PreparedRequest(preserved.request(), self, preserved);
    }

    /** System messages at the beginning are the system prompt; others stay where they are. */
    public ConverseRequest request(List<Message> all) {
        var system = new ArrayList<Content>();
        var messages = new ArrayList<Message>();
        for (Message message : askable(all)) {
            if (message.role().equals(Role.SYSTEM) && messages.isEmpty()) {
                system.addAll(message.content());
            } else {
                messages.add(message);
            }
        }
        return request(system, messages);
    }

    /**
     * Checks and returns the messages; makes no call.
     *
     * @throws ValidationException if there are no messages to send
     */
    public List<Message> askable(List<Message> all) {
        boolean isSystem = all.stream().allMatch(message -> message.role().equals(Role.SYSTEM));
        if (isSystem && settings.apiArgs().get("messages") == null && !isPrompt()) {
            throw new ValidationException(
                    "nothing to send: there are no messages other than system messages",
                    ErrorDetails.NONE.withModelId(id).withRemedy("Add a user message."));
        }
        return all;
    }

    /** A prompt of Prompt Management has its own messages. */
    private boolean isPrompt() {
        return id.startsWith("arn:") && id.contains(":prompt/");
    }
}
