package dev.outcrop.internal.chat;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.IncompleteReplyException;
import dev.outcrop.error.StructuredOutputException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.call.AnswerEvents;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.client.ClientAssembly;
import dev.outcrop.internal.extract.ExtractionPlan;
import dev.outcrop.internal.history.Provenance;
import dev.outcrop.internal.model.Answer;
import dev.outcrop.internal.model.ModelCaller;
import dev.outcrop.internal.tool.ToolExecution;
import dev.outcrop.internal.tool.ToolSettings;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.schema.MismatchException;
import dev.outcrop.settings.Extraction;
import dev.outcrop.tool.Toolbox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * The loop of a structured output question. On failure nothing is kept; on success, the question,
 * the answer as text, and the turns between them. For one thread.
 */
public final class ExtractionLoop<T> implements AnswerLoop {
    private static final Set<StopReason> WHOLE =
            Set.of(StopReason.END_TURN, StopReason.STOP_SEQUENCE, StopReason.TOOL_USE);

    private final ExtractionType<T> type;
    private final List<Content> system;
    private final History.Draft draft;
    private final List<Turn> said = new ArrayList<>();
    private final List<Turn> kept = new ArrayList<>();
    private final Cancellation.Registration link;
    private final ModelCaller model;
    private ExtractionPlan plan;
    private int repairs;
    private int attempts;
    private @Nullable T value;

    /**
     * Creates the loop of a question.
     *
     * @param handle stops it
     */
    public static <T> ExtractionLoop<T> of(
            ModelCaller model,
            List<Content> system,
            History history,
            Message question,
            ExtractionType<T> type,
            Cancellation handle) {
        Cancellation.Registration link = model.link(handle);
        try {
            History.Draft draft = history.draft(question, handle);
            return begun(model.with(handle), system, draft, link, type);
        } catch (Throwable e) {
            link.close();
            throw e;
        }
    }

    private static <T> ExtractionLoop<T> begun(
            ModelCaller model,
            List<Content> system,
            History.Draft draft,
            Cancellation.Registration link,
            ExtractionType<T> type) {
        try {
            return new ExtractionLoop<>(model, system, draft, link, type);
        } catch (Throwable e) {
            draft.close();
            throw e;
        }
    }

    private ExtractionLoop(
            ModelCaller model,
            List<Content> system,
            History.Draft draft,
            Cancellation.Registration link,
            ExtractionType<T> type) {
        this.link = link;
        this.type = type;
        this.system = system;
        this.draft = draft;
        this.model = model;
        this.plan = model.plan(type.form(), draft.messages());
    }

    public ModelCaller caller() {
        return model;
    }

    public ExtractionPlan plan() {
        return plan;
    }

    public T value() {
        return Objects.requireNonNull(value, "the extraction must have ended");
    }

    @Override
    public @Nullable ToolExecution pending() {
        return null;
    }

    @Override
    public AnswerEvents open() {
        return orOtherwise(model::source);
    }

    @Override
    public CallExecutor.Answer<Turn> call() {
        return orOtherwise(model::answer);
    }

    /**
     * If a model rejects {@code outputConfig} although it should support it, calls it with another
     * method.
     */
    private <A> A orOtherwise(Function<ConverseRequest, A> way) {
        try {
            return way.apply(request());
        } catch (ValidationException e) {
            if (!plan.chosen() || plan.via() != Extraction.Via.OUTPUT_CONFIG || !isAboutForm(e)) {
                throw e;
            }
            plan = model.otherPlan(plan);
            return way.apply(request());
        }
    }

    private static boolean isAboutForm(ValidationException e) {
        String what = e.what().toLowerCase(Locale.ROOT);
        return e.details().status() == 400
                && (what.contains("output_config")
                        || what.contains("outputconfig")
                        || what.contains("structured output")
                        || what.contains("schema"));
    }

    private ConverseRequest request() {
        var messages = new ArrayList<>(draft.messages());
        kept.forEach(turn -> messages.add(Provenance.message(turn)));
        ConverseRequest request = plan.in(model.request(system, messages));
        return plan.chosen() ? model.quietlyChoosable(request) : request;
    }

    @Override
    public @Nullable ToolExecution answered(Turn turn, int attempts) {
        this.attempts += attempts;
        said.add(turn);
        draft.requireOpen();
        requireWhole(turn);
        Turn stays = plan.kept(turn);
        try {
            T read = type.read(plan.value(turn));
            kept.add(stays);
            draft.end(kept);
            value = read;
            return null;
        } catch (MismatchException e) {
            return again(turn, stays, e);
        }
    }

    private ToolExecution again(Turn turn, Turn stays, MismatchException misfit) {
        List<JsonSchema.Violation> errors = misfit.errors();
        if (repairs == model.extraction().repairs()) {
            throw new StructuredOutputException(
                    "the answer does not match the requested type: " + misfit.getMessage(),
                    ErrorDetails.NONE
                            .withModelId(Objects.requireNonNullElse(turn.modelId(), model.id()))
                            .withPartial(turn)
                            .withRemedy(
                                    "Describe the members with @Describe, or allow repairs with"
                                            + " Extraction.withRepairs."),
                    misfit,
                    errors);
        }
        repairs++;
        Turn complaint = Turn.of(Message.user(plan.complaint(errors)));
        if (!stays.content().isEmpty()) {
            kept.add(stays);
        }
        kept.add(complaint);
        said.add(complaint);
        return nothing();
    }

    /** No tools; the model is called again. */
    private ToolExecution nothing() {
        return new ToolExecution(
                List.of(),
                Toolbox.EMPTY,
                new ToolSettings(),
                ClientAssembly.NANO_TIME,
                model.cancellation());
    }

    /** Checked before parsing: half of an answer may look like a complete one. */
    private static void requireWhole(Turn turn) {
        StopReason reason = Objects.requireNonNull(turn.stopReason());
        if (!WHOLE.contains(reason)) {
            throw new IncompleteReplyException(
                    "the answer is incomplete: the model stopped with " + reason,
                    ErrorDetails.NONE
                            .withPartial(turn)
                            .withRemedy(
                                    reason.equals(StopReason.MAX_TOKENS)
                                            ? "Increase maxTokens."
                                            : null));
        }
    }

    @Override
    public void ran(ToolExecution run) {
        run.close();
    }

    @Override
    public Answer answer() {
        return new Answer(said, attempts, model.reading());
    }

    @Override
    public void done() {
        link.close();
        draft.close();
    }

    @Override
    public void brokeOff(@Nullable Turn partial) {
        done();
    }
}
