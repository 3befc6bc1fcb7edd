package dev.outcrop.internal.history;

import static dev.outcrop.internal.history.SendableHistoryTest.call;
import static dev.outcrop.message.Content.text;
import static dev.outcrop.message.Message.assistant;
import static dev.outcrop.message.Message.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.internal.Warnings;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class ThinkingRoundTest {
    private static final Json THINKING =
            Json.parse("{\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000}}");
    private static final Content THOUGHT = new Content.Reasoning("so", "sig");
    private static final Message GO = user("Go");
    private static final Message RESULT = user(new Content.ToolResult("x", List.of(text("r"))));

    private final List<String> said = new ArrayList<>();

    @Test
    void aModelDoesNotThinkWhileItContinuesCallsMadeWithoutThinking() {
        ConverseRequest sent = sent(THINKING, GO, assistant(call("x")), RESULT);

        assertThat(sent.additionalModelRequestFields()).isNull();
        assertThat(said).singleElement().asString().contains("thinking is off");
        assertThat(
                        sent(THINKING, GO, assistant(call("x")), RESULT, user("And?"))
                                .additionalModelRequestFields())
                .isNull();
        assertThat(sent(THINKING, assistant(call("x")), RESULT).additionalModelRequestFields())
                .isNull();
    }

    @Test
    void aModelThinksIfThinkingIsBeforeTheCallsOrTheyAreAnswered() {
        for (List<Message> messages :
                List.of(
                        List.of(GO),
                        List.of(GO, assistant(THOUGHT, call("x")), RESULT),
                        List.of(
                                GO,
                                assistant(THOUGHT, call("y")),
                                RESULT,
                                assistant(call("x")),
                                RESULT),
                        List.of(GO, assistant(call("x")), RESULT, assistant("A"), user("Well?")))) {
            assertThat(
                            sent(THINKING, messages.toArray(Message[]::new))
                                    .additionalModelRequestFields())
                    .isEqualTo(THINKING);
        }
        Json adaptive = Json.parse("{\"thinking\":{\"type\":\"adaptive\"}}");
        assertThat(sent(adaptive, GO, assistant(call("x")), RESULT).additionalModelRequestFields())
                .isEqualTo(adaptive);
        assertThat(said).isEmpty();
    }

    private ConverseRequest sent(Json fields, Message... messages) {
        return ThinkingRound.in(
                ConverseRequest.builder("m")
                        .messages(messages)
                        .additionalModelRequestFields(fields)
                        .build(),
                new Warnings(said::add));
    }
}
