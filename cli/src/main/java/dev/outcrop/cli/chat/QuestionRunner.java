package dev.outcrop.cli.chat;

import dev.outcrop.Chat;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.output.AnswerOutput;
import dev.outcrop.cli.output.FinishedAnswer;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.ReaderGoneException;
import dev.outcrop.cli.terminal.UsageLine;
import dev.outcrop.cli.terminal.WaitingNote;
import dev.outcrop.error.BedrockException;
import dev.outcrop.message.Content;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.policy.CallContext;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Sends questions and prints the answers. For one thread. */
public final class QuestionRunner {
    private final ProcessContext stage;
    private final BedrockConnection connection;
    private final boolean streams;
    private final boolean usage;

    /**
     * @param streams whether answers are printed as they arrive
     * @param usage whether tokens and cost are printed to stderr
     */
    public QuestionRunner(
            ProcessContext stage, BedrockConnection connection, boolean streams, boolean usage) {
        this.stage = stage;
        this.connection = connection;
        this.streams = streams;
        this.usage = usage;
    }

    /**
     * Sends one question, and prints the answer.
     *
     * @param id of the answer
     * @param chatId of the conversation
     * @throws BedrockException if there is no answer; what was printed of it is complete then
     * @throws ReaderGoneException if the output pipe was closed
     */
    public Reply ask(
            Chat chat, List<Content> question, AnswerOutput output, String id, String chatId) {
        return run(chat, question.toArray(Content[]::new), output, id, chatId);
    }

    /** Continues without a new question, and prints the answer. */
    Reply resume(Chat chat, AnswerOutput output, String id, String chatId) {
        return run(chat, null, output, id, chatId);
    }

    private Reply run(
            Chat chat,
            Content @Nullable [] question,
            AnswerOutput output,
            String id,
            String chatId) {
        String model = chat.model().id();
        FinishedAnswer answer =
                stage.interrupts()
                        .during(
                                () -> {
                                    try {
                                        long start = System.nanoTime();
                                        Timed timed = answer(chat, question, output, start);
                                        return new FinishedAnswer(
                                                id,
                                                chatId,
                                                model,
                                                connection::region,
                                                timed.reply(),
                                                () -> connection.catalog().date(),
                                                millis(start, System.nanoTime()),
                                                timed.first());
                                    } catch (BedrockException e) {
                                        output.broken(e);
                                        throw e;
                                    }
                                });
        output.end(answer);
        if (usage) {
            stage.stdio()
                    .err()
                    .println(UsageLine.of(answer.reply(), model, answer.priceDate().get()));
        }
        return answer.reply();
    }

    private record Timed(Reply reply, @Nullable Long first) {}

    private Timed answer(
            Chat chat, Content @Nullable [] question, AnswerOutput output, long start) {
        String waiting = "waiting for " + chat.model().id();
        try (var note = WaitingNote.begin(stage, waiting)) {
            var progress = new Progress(note, waiting, output.isForPerson());
            Chat watched = chat.with(CallContext.NONE.withObserver(progress));
            return streams
                    ? streamed(watched, question, output, start, note, progress)
                    : whole(watched, question, output, note);
        }
    }

    private static Timed whole(
            Chat chat, Content @Nullable [] question, AnswerOutput output, WaitingNote note) {
        Reply reply = question == null ? chat.resume() : chat.ask(question);
        note.close();
        output.whole(reply);
        return new Timed(reply, null);
    }

    private static Timed streamed(
            Chat chat,
            Content @Nullable [] question,
            AnswerOutput output,
            long start,
            WaitingNote note,
            Progress progress) {
        try (ReplyStream stream = question == null ? chat.resumeStream() : chat.stream(question)) {
            Long first = null;
            for (StreamEvent event : stream) {
                progress.event(event);
                note.aside(() -> output.event(event));
                if (event instanceof StreamEvent.TextDelta && first == null) {
                    first = millis(start, System.nanoTime());
                }
            }
            return new Timed(stream.reply(), first);
        }
    }

    private static long millis(long from, long to) {
        return (to - from) / 1_000_000;
    }
}
