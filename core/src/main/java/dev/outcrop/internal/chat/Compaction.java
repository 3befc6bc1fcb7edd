package dev.outcrop.internal.chat;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.IncompleteReplyException;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.model.Answer;
import dev.outcrop.internal.model.ModelCaller;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.settings.Params;
import dev.outcrop.tool.Toolbox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Replaces the older part of a history with a summary that the model writes. The summary is an
 * answer with its usage, to a question that asks for it, so the history stays one that every model
 * accepts. On failure the history is unchanged.
 */
public final class Compaction {
    private static final String PROMPT =
            "Summarize our conversation so far, so that you can continue it from the summary alone."
                    + " Keep what I asked for, facts, names, numbers, decisions, results of tools"
                    + " that still matter, and open questions. Write only the summary.";

    private static final int LONG_ENOUGH = 2_000; // tokens

    private Compaction() {}

    /**
     * Asks for the summary, and replaces the older part.
     *
     * @param keep how many rounds at the end stay as they are
     * @return null if there is nothing older
     */
    public static @Nullable Answer compact(Question asking, int keep) {
        if (keep < 0) {
            throw new IllegalArgumentException("keepRounds must be at least 0: " + keep);
        }
        var handle = new Cancellation();
        try (var link = asking.model().link(handle);
                var draft = asking.history().draft(null, handle)) {
            List<Turn> turns = draft.turns();
            List<List<Turn>> rounds = Rounds.of(turns);
            int kept = isOpen(turns) ? Math.max(1, keep) : keep;
            List<Turn> older = joined(rounds.subList(0, Math.max(0, rounds.size() - kept)));
            if (older.isEmpty() || (older.size() == 2 && isPrompt(older.getFirst()))) {
                return null;
            }
            ModelCaller model = summarizing(asking.model().with(handle));
            CallExecutor.Answer<Turn> answer =
                    model.answer(model.request(asking.system(), messages(older)));
            Turn summary = summary(answer.value());
            var now = new ArrayList<Turn>();
            now.add(Turn.of(Message.user(PROMPT)));
            now.add(summary);
            now.addAll(turns.subList(older.size(), turns.size()));
            draft.replace(now);
            return new Answer.Calls().add(answer).answer(List.of(summary), model.reading());
        }
    }

    /** Without tools, stop sequences, and a lower limit of tokens than a summary needs. */
    private static ModelCaller summarizing(ModelCaller model) {
        Params params = model.settings().params().withStop();
        Integer most = params.inferenceConfig().maxTokens();
        return model.with(
                model.settings()
                        .with(Toolbox.EMPTY)
                        .with((ToolChoice) null)
                        .with(
                                most == null || most >= LONG_ENOUGH
                                        ? params
                                        : params.withMaxTokens(LONG_ENOUGH)));
    }

    /** Whether the last question has no answer yet. */
    private static boolean isOpen(List<Turn> turns) {
        return !turns.isEmpty()
                && (turns.getLast().role().equals(Role.USER)
                        || !turns.getLast().toolUses().isEmpty());
    }

    private static boolean isPrompt(Turn turn) {
        return turn.text().equals(PROMPT);
    }

    private static List<Turn> joined(List<List<Turn>> rounds) {
        return rounds.stream().flatMap(List::stream).toList();
    }

    private static List<Message> messages(List<Turn> older) {
        var messages = new ArrayList<Message>();
        older.forEach(turn -> messages.add(ToolText.of(turn.message())));
        messages.add(Message.user(PROMPT));
        return messages;
    }

    /** Its text alone: thinking belongs to what came before it, which is gone. */
    private static Turn summary(Turn answer) {
        StopReason reason = answer.stopReason();
        boolean whole =
                StopReason.END_TURN.equals(reason) || StopReason.STOP_SEQUENCE.equals(reason);
        String text = answer.text();
        if (!whole || text.isBlank()) {
            throw new IncompleteReplyException(
                    "the history was not changed: the model wrote no whole summary, but stopped with "
                            + reason,
                    ErrorDetails.NONE
                            .withPartial(answer)
                            .withRemedy(
                                    StopReason.MAX_TOKENS.equals(reason)
                                            ? "Increase maxTokens, or trim the history instead."
                                            : "Try again, or trim the history instead."));
        }
        return new Turn(Message.assistant(Content.text(text)), answer.metadata());
    }
}
