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
import dev.outcrop.internal.extract.AnswerPlace;
import dev.outcrop.internal.extract.ExtractionPlan;
import dev.outcrop.internal.family.Api;
import dev.outcrop.internal.family.ToolStreamRules;
import dev.outcrop.internal.history.LargeImages;
import dev.outcrop.internal.history.Producer;
import dev.outcrop.internal.history.Provenance;
import dev.outcrop.internal.history.tool.ToolForms;
import dev.outcrop.internal.model.settings.AskedForm;
import dev.outcrop.internal.model.settings.ModelSettings;
import dev.outcrop.internal.model.settings.Omission;
import dev.outcrop.internal.observe.CallOrigin;
import dev.outcrop.internal.protocol.CallOptions;
import dev.outcrop.internal.protocol.ChatProtocol;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.settings.Extraction;
import dev.outcrop.settings.Protocol;
import dev.outcrop.tool.Toolbox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

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
        // Nearly always empty, so that no class for streams need be loaded.
        List<ModelCaller> others =
                fallbacks.isEmpty()
                        ? fallbacks
                        : fallbacks.stream().map(model -> model.with(cancellation)).toList();
        return new ModelCaller(protocols, id, settings.with(cancellation), others);
    }

    /** Where the calls of this model come from; a fallback is called with the same. */
    public CallOrigin origin() {
        return settings.origin();
    }

    @SuppressWarnings("ReferenceEquality") // nothing to change
    public ModelCaller with(CallOrigin origin) {
        return origin == settings.origin() ? this : with(settings.with(origin));
    }

    public Protocol protocol() {
        return settings.protocol(id);
    }

    public long countTokens(ConverseRequest request) {
        ConverseRequest sent = ToolForms.of(request, settings.name(id)).in(request);
        return chatProtocol()
                .countTokens(
                        fitted(sent).request().withModelId(settings.counted(id)),
                        settings.options(id));
    }

    public Extraction extraction() {
        return settings.extraction();
    }

    /** Returns this model, and its fallbacks, asked to answer one question in a form. */
    public ModelCaller asking(AnswerForm form, AnswerPlace place) {
        return asking(new AskedForm(form, place));
    }

    private ModelCaller asking(AskedForm asked) {
        List<ModelCaller> others =
                fallbacks.isEmpty()
                        ? fallbacks
                        : fallbacks.stream().map(model -> model.asking(asked)).toList();
        return new ModelCaller(protocols, id, settings.with(asked), others);
    }

    /**
     * How this model is asked for its form.
     *
     * @throws NullPointerException if it is not asked for one
     */
    public ExtractionPlan plan(List<Message> messages) {
        return plan(Objects.requireNonNull(settings.asked()), messages, refused());
    }

    private ExtractionPlan plan(AskedForm asked, List<Message> messages, Omissions omitted) {
        CallOptions options = settings.options(id);
        return PossiblePlan.of(
                settings.plan(id, asked, messages),
                omitted,
                settings.name(id),
                via -> chatProtocol().carries(via, options),
                protocol() == Protocol.MANTLE);
    }

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

    public @Nullable ToolChoice toolChoice() {
        return settings.toolChoice();
    }

    public ModelCaller with(@Nullable ToolChoice choice) {
        return with(settings.with(choice));
    }

    public Answer invoke(ConverseRequest request) {
        CallExecutor.Answer<Turn> answer = answer(request);
        reportEnd(answer.value());
        return new Answer.Calls().add(answer).answer(List.of(answer.value()), reading());
    }

    /** Calls this model, or its fallbacks, and returns the last turn. */
    public CallExecutor.Answer<Turn> answer(ConverseRequest request) {
        return fallbacks.isEmpty() ? call(request) : Fallbacks.call(this, request);
    }

    /** Calls this model, or its fallbacks, and returns the answer as a stream of events. */
    public AnswerEvents source(ConverseRequest request) {
        return fallbacks.isEmpty() ? open(request) : new FallbackStream(this, request);
    }

    /** Calls only this model, as {@link #open} does. */
    CallExecutor.Answer<Turn> call(ConverseRequest request) {
        return new SecondAttempts(this, request).call();
    }

    AnswerEvents open(ConverseRequest request) {
        return new SecondStream(new SecondAttempts(this, request));
    }

    CallExecutor.Answer<Turn> sent(SentRequest prepared) {
        CallExecutor.Answer<Turn> answer =
                chatProtocol().call(prepared.request(), settings.options(id));
        return answer.with(prepared.recorded(prepared.forms().read(answer.value())));
    }

    /** Sends one request, and waits until the answer begins. */
    AnswerEvents opened(SentRequest prepared, Omissions omitted) {
        boolean whole =
                protocol() == Protocol.CONVERSE
                        && (omitted.contains(Omission.Kind.STREAMED_TOOLS)
                                || !ToolStreamRules.streamsTools(settings.name(id)))
                        && prepared.sendsTools();
        if (whole) {
            settings.warnings().once(Omission.of(Omission.Kind.STREAMED_TOOLS).warning(id));
            return new WholeEvents(sent(prepared));
        }
        AnswerEvents events = chatProtocol().stream(prepared.request(), settings.options(id));
        return new RecordedEvents(
                prepared.forms().changesCalls()
                        ? new ConvertedEvents(events, prepared.forms().events())
                        : events,
                prepared);
    }

    /** The API that this model is called with. */
    private Api api() {
        return chatProtocol().api(id, settings.options(id));
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
        return ReturnedFields.of(settings.spelled(id, this::api).in(request).build(), this::api);
    }

    /** Converts another model's request for this one: the same messages, its own settings. */
    ConverseRequest taken(ConverseRequest request) {
        ConverseRequest own = request(request.system(), request.messages());
        return own.toBuilder().toolConfig(request.toolConfig()).more(request.more()).build();
    }

    /** The cost of a turn, at the prices of the model that wrote it, or else of this one. */
    public Cost cost(Turn turn) {
        ModelCaller answered = answeredBy(turn);
        String asked = turn.modelId() == null ? id : turn.modelId();
        return answered.settings.cost(asked, turn.usage());
    }

    /** Logs once that the answers of a model are cut off at the limit of tokens. */
    public void reportEnd(Turn turn) {
        if (turn.stopReason() != null && turn.stopReason().equals(StopReason.MAX_TOKENS)) {
            ModelCaller answered = answeredBy(turn);
            answered.settings
                    .warnings()
                    .once(
                            answered.id
                                    + " reached the limit of tokens, and its answer is incomplete."
                                    + " Increase it with Params.withMaxTokens(…).");
        }
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
    SentRequest prepared(ConverseRequest request, Omissions omitted) {
        AskedForm form = settings.asked();
        ExtractionPlan plan = form == null ? null : plan(form, request.messages(), omitted);
        ConverseRequest asked = plan == null ? request : plan.in(request);
        Warnings warnings = plan != null && plan.chosen() ? Warnings.NONE : settings.warnings();
        ConverseRequest chosen = settings.choosable(id, asked, warnings);
        chosen = omitted.of(chosen, settings.apiArgs());
        if (plan != null) {
            chosen = plan.told(chosen);
        }
        if (protocol() != Protocol.CONVERSE) {
            chosen = settings.limited(id, chosen);
        }
        FittedHistory fitted = fitted(chosen);
        CachePolicy policy =
                omitted.contains(Omission.Kind.CACHE_POINTS) ? null : settings.cachePolicy(id);
        ConverseRequest cached =
                omitted.withoutCachePoints(
                        policy == null ? fitted.request() : policy.in(fitted.request()));
        ToolForms forms = ToolForms.of(cached, settings.name(id));
        return new SentRequest(forms.in(cached), fitted, forms, plan);
    }

    /** What requests leave out because this model refused it. */
    Omissions refused() {
        AskedForm form = settings.asked();
        if (form == null && settings.refusals().isEmpty()) {
            return Omissions.NONE;
        }
        String key = apiKey();
        var known = new Omissions(settings.refusals().of(key));
        return form != null && form.refusing().contains(key)
                ? known.with(Omission.of(Omission.Kind.OUTPUT_CONFIG))
                : known;
    }

    /** Models may accept over one API what they refuse over another. */
    private String apiKey() {
        return protocol() + " " + settings.options(id).api() + " " + id;
    }

    /** What to leave out after a refusal; null if another attempt would not help. */
    @Nullable Omission omission(ValidationException refusal, SentRequest prepared) {
        Omission what =
                Refusals.of(
                        refusal,
                        prepared.request(),
                        settings.apiArgs(),
                        settings.params().extras());
        return what == null ? null : what.in(prepared.plan(), protocols.server() != null);
    }

    /** Remembers for this question that the model refused the schema for what it contains. */
    void refusedSchema() {
        Objects.requireNonNull(settings.asked()).refusing().add(apiKey());
        settings.warnings().once(Omission.of(Omission.Kind.OUTPUT_CONFIG).warning(id));
    }

    /** Remembers what the model refused, and logs it once. */
    void learnt(Omission refused) {
        settings.refusals().add(apiKey(), refused);
        settings.warnings().once(refused.warning(id));
    }

    /** The request with a conversation that this model accepts. */
    private FittedHistory fitted(ConverseRequest request) {
        ModelName name = settings.name(id);
        return FittedHistory.of(
                request,
                Producer.of(id, name, protocols.server()),
                name,
                protocol(),
                settings.apiArgs(),
                settings.warnings());
    }

    /** Returns a new question, with images that this model and its fallbacks accept. */
    public Message question(Message question) {
        List<Content> blocks = question.content();
        boolean text = blocks.size() == 1 && blocks.get(0) instanceof Content.Text;
        if (text || !LargeImages.mayBeIn(question)) {
            return question;
        }
        Message accepted = LargeImages.shrunk(question, settings.name(id));
        for (ModelCaller fallback : fallbacks) {
            accepted = fallback.question(accepted);
        }
        return accepted;
    }

    /** System messages at the beginning are the system prompt; others stay where they are. */
    public ConverseRequest request(List<Message> all) {
        var system = new ArrayList<Content>();
        var messages = new ArrayList<Message>();
        for (Message message : askable(all)) {
            if (message.role().equals(Role.SYSTEM) && messages.isEmpty()) {
                system.addAll(message.content());
            } else {
                messages.add(question(message));
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
        // A prompt of Prompt Management has its own messages.
        boolean isPrompt = id.startsWith("arn:") && id.contains(":prompt/");
        if (isSystem && settings.apiArgs().get("messages") == null && !isPrompt) {
            throw new ValidationException(
                    "nothing to send: there are no messages other than system messages",
                    ErrorDetails.NONE.withModelId(id).withRemedy("Add a user message."));
        }
        return all;
    }
}
