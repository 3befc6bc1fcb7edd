package dev.outcrop.internal.chat;

import dev.outcrop.internal.client.ClientAssembly;
import dev.outcrop.internal.model.Answer;
import dev.outcrop.internal.model.ModelCaller;
import dev.outcrop.internal.observe.QuestionWatch;
import dev.outcrop.internal.tool.ToolExecution;
import dev.outcrop.internal.tool.ToolQuestion;
import dev.outcrop.internal.tool.ToolSettings;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.tool.ToolLimits;
import dev.outcrop.tool.Toolbox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * One question of a chat. All ask and stream methods use it. {@link ToolLoop} changes the history.
 */
public record Question(
        ModelCaller model, List<Content> system, History history, ToolSettings tools) {
    /**
     * Returns the message of a question.
     *
     * @throws IllegalArgumentException if there is nothing, or only blank text, in a block
     */
    public static Message message(Content... question) {
        if (question.length == 0) {
            throw new IllegalArgumentException("a question must have at least one block");
        }
        for (Content block : question) {
            if (block instanceof Content.Text text && text.text().isBlank()) {
                throw new IllegalArgumentException("a question must not be blank");
            }
        }
        return Message.user(question);
    }

    /** Returns the message of a text that blocks follow. */
    public static Message message(String text, Content... more) {
        if (more.length == 0) {
            return message(Content.text(text));
        }
        return message(Message.user(text, more).content().toArray(Content[]::new));
    }

    /** Returns this question with another handle that stops it. */
    public Question with(Cancellation handle) {
        return new Question(model.with(handle), system, history, tools);
    }

    /**
     * Asks, and waits for the whole answer.
     *
     * @param question null to continue from the end of the history
     */
    public Answer ask(@Nullable Message question) {
        var handle = new Cancellation();
        try (var link = model.link(handle);
                var draft = draft(question, handle)) {
            QuestionWatch watch = watch();
            try {
                Answer answer = WholeAnswer.answer(new ToolLoop(with(handle), draft, watch));
                draft.close(); // before observers are told that it is over
                watch.done();
                return answer;
            } catch (Throwable e) {
                draft.close();
                watch.failed(e);
                throw e;
            }
        }
    }

    /** Asks, and returns the answer as a stream. */
    public AnswerStream stream(@Nullable Message question) {
        return AnswerStream.open(
                model,
                handle -> {
                    History.Draft draft = draft(question, handle);
                    return new ToolLoop(with(handle), draft, watch());
                });
    }

    /** Begins to notify observers of this question. */
    QuestionWatch watch() {
        return QuestionWatch.begin(
                model.protocols().observers(),
                model.origin(),
                model.id(),
                ClientAssembly.NANO_TIME);
    }

    History.Draft draft(@Nullable Message question, Cancellation handle) {
        return history.draft(question == null ? null : model.question(question), handle);
    }

    ToolLimits limits() {
        return tools.limits();
    }

    /**
     * Begins to run tools.
     *
     * @param turns the conversation up to these calls
     */
    ToolExecution run(
            List<Content.ToolUse> uses, Toolbox toolbox, List<Turn> turns, QuestionWatch watch) {
        var question =
                new ToolQuestion(
                        turns,
                        model.cancellation(),
                        model.protocols().carrier(),
                        watch.tools(uses.size()));
        return new ToolExecution(uses, toolbox, tools, ClientAssembly.NANO_TIME, question);
    }

    /** Results for calls that are not made any more. */
    Message notRun(List<Content.ToolUse> uses, String why) {
        var results = new ArrayList<Content>(uses.size());
        for (Content.ToolUse use : uses) {
            results.add(
                    new Content.ToolResult(
                            use.toolUseId(),
                            List.of(Content.text("The call was not made: " + why + ".")),
                            "error",
                            null,
                            Json.EMPTY));
        }
        return new Message(Role.USER, results);
    }
}
