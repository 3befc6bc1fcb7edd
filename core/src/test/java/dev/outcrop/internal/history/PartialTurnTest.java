package dev.outcrop.internal.history;

import static dev.outcrop.internal.history.SendableHistoryTest.call;
import static dev.outcrop.message.Content.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

class PartialTurnTest {
    @Test
    void wordsAndSignedThinkingStay() {
        var signed = new Content.Reasoning("so", "sig");

        assertThat(
                        kept(
                                signed,
                                new Content.Reasoning("and", null),
                                text("Half "),
                                text(" "),
                                call("x")))
                .containsExactly(signed, text("Half "));
    }

    @Test
    void whatBedrockRanStaysWhereItsResultHadCome() {
        var ran = server("a");
        var result = new Content.ToolResult("a", List.of(text("r")));

        assertThat(kept(ran, result, server("b"), text("So")))
                .containsExactly(ran, result, text("So"));
    }

    @Test
    void withoutWordsNothingStays() {
        assertThat(PartialTurn.sendable(turn(new Content.Reasoning("so", "sig"), text(" "))))
                .isNull();
    }

    private static Content server(String id) {
        return new Content.ToolUse(id, "t", Json.EMPTY, "server_tool_use", Json.EMPTY);
    }

    private static List<Content> kept(Content... content) {
        return Objects.requireNonNull(PartialTurn.sendable(turn(content))).content();
    }

    private static Turn turn(Content... content) {
        return new Turn(
                Message.assistant(content), new Turn.Metadata(null, Usage.NONE, Json.EMPTY, "cut"));
    }
}
