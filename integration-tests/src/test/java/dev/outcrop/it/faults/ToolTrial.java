package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Chat;
import dev.outcrop.ChatBuilder;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.BedrockException;
import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Content;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A question that has tools run, asked whole and as a stream, and what must be true of both. */
record ToolTrial(
        Chat chat,
        @Nullable Reply reply,
        @Nullable BedrockException failure,
        List<StreamEvent> events) {
    private static final String USAGE = "{\"inputTokens\":1,\"outputTokens\":1,\"totalTokens\":2}";

    /** Asks whole, then as a stream, each of a new chat; and looks at how each ended. */
    static void both(
            Trial trial,
            UnaryOperator<ChatBuilder> setUp,
            List<Scripted> answers,
            Consumer<ToolTrial> check) {
        for (boolean streamed : new boolean[] {false, true}) {
            answers.forEach(answer -> trial.local().script(answer));
            ChatBuilder builder = trial.bedrock().chat(Trial.MODEL);
            Chat chat = setUp.apply(builder).open();
            ToolTrial ended = streamed ? stream(chat) : ask(chat);
            ended.check(trial);
            check.accept(ended);
            ended.goesOn();
        }
    }

    static ToolTrial ask(Chat chat) {
        try {
            return new ToolTrial(chat, chat.ask("Go on."), null, List.of());
        } catch (BedrockException e) {
            return new ToolTrial(chat, null, e, List.of());
        }
    }

    static ToolTrial stream(Chat chat) {
        var events = new ArrayList<StreamEvent>();
        try (ReplyStream stream = chat.stream("Go on.")) {
            stream.forEach(events::add);
            return new ToolTrial(chat, stream.reply(), null, events);
        } catch (BedrockException e) {
            return new ToolTrial(chat, null, e, events);
        }
    }

    private void check(Trial trial) {
        assertThat(failure == null).as("exactly one end").isEqualTo(reply != null);
        assertThat(trial.bedrock().liveCalls()).as("live calls").isZero();
        requireAnswered(chat.turns());
        long asked = events.stream().filter(StreamEvent.ToolRequested.class::isInstance).count();
        long told = events.stream().filter(StreamEvent.ToolReturned.class::isInstance).count();
        if (failure == null) {
            assertThat(told).as("requests and returns").isEqualTo(asked);
        }
    }

    /** Each call is answered by the message after it, in its order, before anything else. */
    static void requireAnswered(List<Turn> turns) {
        for (int i = 0; i + 1 < turns.size(); i++) {
            List<String> calls =
                    turns.get(i).toolUses().stream().map(Content.ToolUse::toolUseId).toList();
            if (!calls.isEmpty() && !turns.get(i).isPartial()) {
                List<Content> next = turns.get(i + 1).content();
                assertThat(next.subList(0, calls.size()))
                        .extracting(block -> ((Content.ToolResult) block).toolUseId())
                        .isEqualTo(calls);
                assertThat(new HashSet<>(calls)).hasSameSizeAs(calls);
            }
        }
    }

    /** The chat can be asked again, and the service takes what it then sends. */
    private void goesOn() {
        assertThat(chat.ask("And now?").text()).isNotBlank();
    }

    /** The results of the last round of tools. */
    List<Content.ToolResult> results() {
        var results = new ArrayList<Content.ToolResult>();
        for (Turn turn : chat.turns()) {
            if (turn.content().getFirst() instanceof Content.ToolResult) {
                results.clear();
                turn.content().forEach(block -> results.add((Content.ToolResult) block));
            }
        }
        return results;
    }

    /** The words of the only result. */
    String result() {
        assertThat(results()).hasSize(1);
        return Content.text(results().getFirst().content());
    }

    Reply answered(String text) {
        assertThat(failure).isNull();
        assertThat(Objects.requireNonNull(reply).text()).isEqualTo(text);
        return reply;
    }

    /** A turn that asks for tools: ids are t1, t2, … */
    static Scripted calls(String... namesAndInputs) {
        var blocks = new StringBuilder("[");
        for (int i = 0; i < namesAndInputs.length; i += 2) {
            blocks.append(i == 0 ? "" : ",")
                    .append(call("t" + (i / 2 + 1), namesAndInputs[i], namesAndInputs[i + 1]));
        }
        return Answers.answer(blocks.append("]").toString(), "tool_use", USAGE);
    }

    static String call(String id, String name, String input) {
        return "{\"toolUse\":{\"toolUseId\":"
                + Json.of(id)
                + ",\"name\":"
                + Json.of(name)
                + ",\"input\":"
                + input
                + "}}";
    }

    static Scripted turn(String content, String stopReason) {
        return Answers.answer(content, stopReason, USAGE);
    }

    static Scripted done() {
        return Answers.answer("[{\"text\":\"Done.\"}]", "end_turn", USAGE);
    }
}
