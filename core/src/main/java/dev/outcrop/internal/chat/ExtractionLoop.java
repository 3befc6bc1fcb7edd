package dev.outcrop.internal.chat;

import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.IncompleteReplyException;
import dev.outcrop.error.StructuredOutputException;
import dev.outcrop.internal.call.AnswerEvents;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.call.Received;
import dev.outcrop.internal.client.ClientAssembly;
import dev.outcrop.internal.extract.AnswerPlace;
import dev.outcrop.internal.extract.CompletedParts;
import dev.outcrop.internal.extract.ExtractionPlan;
import dev.outcrop.internal.family.ToolChoiceRules;
import dev.outcrop.internal.history.Provenance;
import dev.outcrop.internal.model.Answer;
import dev.outcrop.internal.model.ModelCaller;
import dev.outcrop.internal.observe.QuestionWatch;
import dev.outcrop.internal.tool.ToolExecution;
import dev.outcrop.internal.tool.ToolQuestion;
import dev.outcrop.internal.tool.ToolSettings;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.ToolDefinition;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.schema.MismatchException;
import dev.outcrop.tool.Toolbox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The loop of a structured output question. Tools of the chat that the model calls run in between.
 * On success, the question, the answer as text, and the turns between them are kept; on failure
 * only tools that ran, with their question. For one thread.
 */
public final class ExtractionLoop<T> implements AnswerLoop {
    private static final Set<StopReason> WHOLE =
            Set.of(StopReason.END_TURN, StopReason.STOP_SEQUENCE, StopReason.TOOL_USE);

    private final ExtractionType<T> type;
    private final Question asking;
    private final History.Draft draft;
    private final QuestionWatch watch;
    private final ToolRounds rounds;
    private final List<Turn> said = new ArrayList<>();
    private final List<Turn> kept = new ArrayList<>();
    private final Cancellation.Registration link;
    private final ExtractionPlan plan;
    private final Answer.Calls calls = new Answer.Calls();
    private ModelCaller model;
    private @Nullable ToolExecution round;
    private int repairs;
    private @Nullable T value;

    /**
     * Creates the loop of a question.
     *
     * @param question null to ask for the data of the conversation so far
     * @param handle stops it
     */
    public static <T> ExtractionLoop<T> of(
            Question asking,
            @Nullable Message question,
            ExtractionType<T> type,
            Cancellation handle) {
        Cancellation.Registration link = asking.model().link(handle);
        try {
            Message asked = question == null ? SoFar.question(asking.history().turns()) : question;
            History.Draft draft = asking.draft(asked, handle);
            return begun(asking.with(handle), draft, link, type);
        } catch (Throwable e) {
            link.close();
            throw e;
        }
    }

    private static <T> ExtractionLoop<T> begun(
            Question asking,
            History.Draft draft,
            Cancellation.Registration link,
            ExtractionType<T> type) {
        try {
            return new ExtractionLoop<>(asking, draft, link, type);
        } catch (Throwable e) {
            draft.close();
            throw e;
        }
    }

    private ExtractionLoop(
            Question asking,
            History.Draft draft,
            Cancellation.Registration link,
            ExtractionType<T> type) {
        this.link = link;
        this.type = type;
        this.asking = asking;
        this.draft = draft;
        this.watch = asking.watch();
        this.rounds = new ToolRounds(asking, watch);
        List<Message> messages = draft.messages();
        List<ToolDefinition> tools = asking.model().toolbox().definitions();
        this.model =
                asking.model().asking(type.form(), AnswerPlace.beside(tools, messages.size() - 1));
        this.plan = model.plan(messages);
    }

    public ModelCaller caller() {
        return model;
    }

    public ExtractionPlan plan() {
        return plan;
    }

    /** Returns a part of the value, without what has begun and does not fit yet; or null. */
    public @Nullable T partial(Json soFar) {
        return type.read(new CompletedParts(soFar));
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
        return model.with(watch.nextRound()).source(request());
    }

    @Override
    public CallExecutor.Answer<Turn> call() {
        return model.with(watch.nextRound()).answer(request());
    }

    private ConverseRequest request() {
        var messages = new ArrayList<>(draft.messages());
        kept.forEach(turn -> messages.add(Provenance.message(turn)));
        return model.request(asking.system(), messages);
    }

    @Override
    public @Nullable ToolExecution answered(CallExecutor.Answer<Turn> call) {
        Turn turn = call.value();
        calls.add(call);
        said.add(turn);
        watch.answered(turn);
        draft.requireOpen();
        if (BlockedResults.areIn(turn)) {
            draft.replaceResults();
        }
        requireWhole(turn, call);
        if (turn.toolUses().stream().noneMatch(plan::isAnswer)
                && rounds.isToBeRun(turn, model.toolbox())) {
            return tools(turn);
        }
        Turn stays = plan.kept(turn);
        try {
            T read = type.read(plan.value(turn));
            kept.add(stays);
            draft.end(kept);
            value = read;
            return null;
        } catch (MismatchException e) {
            return again(call, stays, e);
        }
    }

    /** Runs the chat's tools; what was said until then stays in the history, as they did run. */
    private ToolExecution tools(Turn turn) {
        kept.forEach(draft::keep);
        kept.clear();
        String limit = rounds.limit(turn, said);
        if (limit != null) {
            draft.keep(turn);
            results(asking.notRun(turn.toolUses(), limit));
            throw rounds.exceeded(limit, turn, said);
        }
        List<Turn> before = draft.turns();
        before.add(turn);
        ToolExecution run = rounds.begin(turn, model, before);
        round = run;
        model = model.with(ToolChoiceRules.afterRound(model.toolChoice()));
        try {
            draft.keep(turn, () -> new History.Cut(List.of(Turn.of(run.close())), false));
        } catch (CancelledException e) {
            run.close();
            throw e;
        }
        return run;
    }

    private void results(Message results) {
        Turn turn = Turn.of(results);
        said.add(turn);
        draft.keep(turn);
    }

    private ToolExecution again(
            CallExecutor.Answer<Turn> call, Turn stays, MismatchException misfit) {
        List<JsonSchema.Violation> errors = misfit.errors();
        if (repairs == model.extraction().repairs()) {
            throw new StructuredOutputException(
                    "the answer does not match the requested type: " + misfit.getMessage(),
                    details(call)
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
                ToolQuestion.of(model.cancellation()));
    }

    /** The answer that has no value, and its call. */
    private ErrorDetails details(CallExecutor.Answer<Turn> call) {
        Turn turn = call.value();
        Received received = call.received();
        return ErrorDetails.NONE
                .withModelId(Objects.requireNonNullElse(turn.modelId(), model.id()))
                .withService(0, null, received == null ? null : received.head().requestId())
                .withPartial(turn);
    }

    /** Checked before parsing: half of an answer may look like a complete one. */
    private void requireWhole(Turn turn, CallExecutor.Answer<Turn> call) {
        StopReason reason = Objects.requireNonNull(turn.stopReason());
        if (!WHOLE.contains(reason)) {
            throw new IncompleteReplyException(
                    "the answer is incomplete: the model stopped with " + reason,
                    details(call)
                            .withRemedy(
                                    reason.equals(StopReason.MAX_TOKENS)
                                            ? "Increase maxTokens."
                                            : null));
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // identity: the same round
    public void ran(ToolExecution run) {
        Message results = run.end();
        if (run == round) {
            round = null;
            results(results);
        }
    }

    @Override
    public Answer answer() {
        return calls.answer(said, model.reading());
    }

    @Override
    public void done() {
        close();
        watch.done();
    }

    @Override
    public void brokeOff(@Nullable Turn partial, Throwable why) {
        close();
        watch.failed(why);
    }

    private void close() {
        link.close();
        draft.close();
    }
}
