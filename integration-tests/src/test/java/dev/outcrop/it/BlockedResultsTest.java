package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Chat;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Content;
import dev.outcrop.message.StopReason;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.tool.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** A tool's result that a guardrail blocks does not block the chat. */
class BlockedResultsTest extends WithLocal {
    private static final String BLOCKED =
            "{\"g\":{\"wordPolicy\":{\"customWords\":[{\"action\":\"BLOCKED\",\"detected\":true}]}}}";
    private static final String PASSED =
            "{\"g\":{\"wordPolicy\":{\"customWords\":[{\"action\":\"NONE\",\"detected\":false}]}}}";

    private Chat chat() {
        Chat chat = bedrock.chat(CLAUDE).open();
        chat.tools(
                Tool.of(
                        "t",
                        "Does it.",
                        JsonSchema.parse("{\"type\":\"object\"}"),
                        input -> "CACTUS"));
        local.script(
                answer(
                        "tool_use",
                        "[{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"t\",\"input\":{}}}]"));
        return chat;
    }

    private static Scripted blocked(String members, int tokens) {
        return Scripted.answer(
                object(
                        "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"Sorry.\"}]}},"
                                + "\"stopReason\":\"guardrail_intervened\",\"metrics\":{\"latencyMs\":1},"
                                + members
                                + "\"usage\":{\"inputTokens\":"
                                + tokens
                                + ",\"outputTokens\":0,\"totalTokens\":"
                                + tokens
                                + "}}"));
    }

    private static String trace(String input) {
        return "\"trace\":{\"guardrail\":{\"inputAssessment\":" + input + "}},";
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theTextIsReplacedAndTheCallStays(boolean streamed) {
        Chat chat = chat();
        local.script(blocked(trace(BLOCKED), 0), Scripted.text("Fine."));

        Reply reply;
        if (streamed) {
            try (ReplyStream stream = chat.stream("Go")) {
                stream.forEach(event -> {});
                reply = stream.reply();
            }
        } else {
            reply = chat.ask("Go");
        }

        assertThat(reply.stopReason()).isEqualTo(StopReason.GUARDRAIL_INTERVENED);
        assertThat(reply.turns().get(1).content().toString())
                .contains("a guardrail blocked it")
                .doesNotContain("CACTUS");
        assertThat(chat.turns()).hasSize(3);
        assertThat(chat.turns().toString()).doesNotContain("CACTUS");

        chat.ask("Something else");
        assertThat(body().toString()).doesNotContain("CACTUS").contains("\"toolUseId\":\"t1\"");
    }

    @Test
    void withoutATraceARequestThatTheModelDidNotReadWasBlocked() {
        Chat chat = chat();
        local.script(blocked("", 0));

        chat.ask("Go");

        assertThat(chat.turns().toString()).doesNotContain("CACTUS");
    }

    @Test
    void aBlockedAnswerLeavesTheResults() {
        Chat chat = chat();
        local.script(blocked(trace(PASSED), 9));
        chat.ask("Go");
        assertThat(chat.turns().toString()).contains("CACTUS");

        Chat untraced = chat();
        local.script(blocked("", 9));
        untraced.ask("Go");
        assertThat(untraced.turns().toString()).contains("CACTUS");
    }

    @Test
    void resultsThatWereSentByResumeAreReplacedToo() {
        Chat chat = chat();
        local.script(Scripted.error("AccessDeniedException", "no"));
        try {
            chat.ask("Go");
        } catch (dev.outcrop.error.AccessDeniedException e) {
            assertThat(chat.turns().toString()).contains("CACTUS");
        }
        local.script(blocked(trace(BLOCKED), 0));

        chat.resume();

        List<Content> results = chat.turns().getLast().content();
        assertThat(results).hasSize(1);
        assertThat(results.toString()).contains("a guardrail blocked it");
        assertThat(Json.of(chat.turns().toString()).toString()).doesNotContain("CACTUS");
    }
}
