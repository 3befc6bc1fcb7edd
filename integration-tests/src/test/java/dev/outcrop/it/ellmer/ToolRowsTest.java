package dev.outcrop.it.ellmer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Chat;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.LimitReachedException;
import dev.outcrop.it.FileBytes;
import dev.outcrop.it.WithLocal;
import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Event;
import dev.outcrop.message.Content;
import dev.outcrop.message.StopReason;
import dev.outcrop.schema.Describe;
import dev.outcrop.settings.Echo;
import dev.outcrop.tool.ToolLimits;
import dev.outcrop.tool.ToolMethod;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Rows 45 and 51 to 59 of docs/ellmer.md: tools. */
class ToolRowsTest extends WithLocal {
    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch both = new CountDownLatch(2);

    /** What the model may use. */
    private final class Station {
        @ToolMethod("Temperature at a place")
        String temperature(@Describe("City") String place) {
            ran.add(place);
            return "4.5 degrees";
        }

        @ToolMethod("Fails")
        @SuppressWarnings("DoNotCallSuggester") // it is called by a model
        String broken() {
            throw new IllegalStateException("no thermometer");
        }

        @ToolMethod("A picture of the sky")
        Content sky() {
            return new Content.Image("png", FileBytes.of("png"));
        }

        @ToolMethod("Waits for the other one")
        String together(int number) throws InterruptedException {
            both.countDown();
            return both.await(20, TimeUnit.SECONDS) ? "together " + number : "alone";
        }
    }

    private static String use(String id, String name, String input) {
        return "{\"toolUse\":{\"toolUseId\":\""
                + id
                + "\",\"name\":\""
                + name
                + "\",\"input\":"
                + input
                + "}}";
    }

    private Chat chat(String model, String... uses) {
        local.script(
                answer("tool_use", "[" + String.join(",", uses) + "]"), Scripted.text("Done."));
        return bedrock.chat(model).tools(new Station()).open();
    }

    private Json result(int index) {
        return content(2).get(index);
    }

    @Test
    @DisplayName("row 45: a call that max_tokens cut is not made")
    void aCallThatWasCutIsNotMade() {
        local.script(
                Scripted.events(
                        Event.messageStart(),
                        Event.blockStart(
                                0,
                                object(
                                        "{\"toolUse\":{\"toolUseId\":\"a\",\"name\":\"temperature\"}}")),
                        Event.delta(
                                0, object("{\"toolUse\":{\"input\":\"{\\\"place\\\":\\\"Os\"}}")),
                        Event.messageStop("max_tokens"),
                        Event.metadata(1, 1)));
        Chat chat = bedrock.chat(NOVA).tools(new Station()).open();

        try (ReplyStream stream = chat.stream("Go")) {
            assertThat(stream.reply().stopReason()).isEqualTo(StopReason.MAX_TOKENS);
        }

        assertThat(ran).isEmpty();
        assertThat(local.requests()).hasSize(1);
    }

    @Test
    @DisplayName("row 51, 52: a tool has a description and a closed schema with what is required")
    void aToolHasADescriptionAndASchema() {
        chat(NOVA, use("a", "temperature", "{\"place\":\"Oslo\"}")).ask("Go");

        Json.Obj tool =
                body().object("toolConfig").array("tools").stream()
                        .map(spec -> ((Json.Obj) spec).object("toolSpec"))
                        .filter(spec -> "temperature".equals(spec.string("name")))
                        .findFirst()
                        .orElseThrow();
        Json.Obj schema = tool.object("inputSchema").object("json");
        assertThat(tool.string("description")).isEqualTo("Temperature at a place");
        assertThat(schema.string("type")).isEqualTo("object");
        assertThat(schema.get("required")).isEqualTo(json("[\"place\"]"));
        assertThat(schema.object("properties").object("place").string("description"))
                .isEqualTo("City");
    }

    @Test
    @DisplayName("row 54: a picture that a tool gives is in its result")
    void aPictureIsInTheResult() {
        chat(NOVA, use("a", "sky", "{}")).ask("Go");

        assertThat(result(0).toString())
                .startsWith("{\"toolResult\":{\"toolUseId\":\"a\",\"content\":[{\"image\":");
    }

    @Test
    @DisplayName("row 55: an unknown tool, a wrong argument and an exception are told to the model")
    void whatGoesWrongIsToldToTheModel() {
        chat(
                        NOVA,
                        use("a", "nowhere", "{}"),
                        use("b", "temperature", "{\"town\":\"Oslo\"}"),
                        use("c", "broken", "{}"))
                .ask("Go");

        assertThat(content(2)).hasSize(3).allMatch(it -> it.toString().contains("\"error\""));
        assertThat(result(0).toString()).contains("nowhere");
        assertThat(result(1).toString()).contains("/town");
        assertThat(result(2).toString()).contains("no thermometer").doesNotContain("\\tat ");
        assertThat(ran).isEmpty();
    }

    @Test
    @DisplayName("row 56, 57: a hook may reject; the last one comes first and can be taken back")
    void aHookMayReject() throws Exception {
        Chat chat = chat(NOVA, use("a", "temperature", "{\"place\":\"Oslo\"}"));
        var heard = new ArrayList<String>();
        chat.onToolRequest(
                request -> {
                    heard.add("first");
                    return request.reject("not on a Sunday");
                });
        try (var taken = chat.onToolRequest(request -> request)) {
            assertThat(taken).isNotNull();
        }
        chat.onToolRequest(
                request -> {
                    heard.add("last");
                    return request;
                });

        chat.ask("Go");

        assertThat(heard).containsExactly("last", "first");
        assertThat(ran).isEmpty();
        assertThat(result(0).toString()).contains("not on a Sunday");
    }

    @Test
    @DisplayName(
            "row 58: tools of one turn run at the same time; results are in the order of the calls")
    void toolsRunAtTheSameTime() {
        chat(NOVA, use("a", "together", "{\"number\":1}"), use("b", "together", "{\"number\":2}"))
                .ask("Go");

        assertThat(result(0).toString()).contains("\"a\"").contains("together 1");
        assertThat(result(1).toString()).contains("\"b\"").contains("together 2");
    }

    @Test
    @DisplayName("row 59: rounds have a limit, and the chat goes on after it")
    void roundsHaveALimit() {
        String again = use("a", "temperature", "{\"place\":\"Oslo\"}");
        local.script(
                answer("tool_use", "[" + again + "]"),
                answer("tool_use", "[" + again.replace("\"a\"", "\"b\"") + "]"),
                Scripted.text("Enough."));
        Chat chat =
                bedrock.chat(NOVA)
                        .tools(new Station())
                        .toolLimits(ToolLimits.DEFAULT.withRounds(1))
                        .open();

        assertThatThrownBy(() -> chat.ask("Go")).isInstanceOf(LimitReachedException.class);
        assertThat(chat.ask("Stop.").text()).isEqualTo("Enough.");
    }

    @Test
    @DisplayName("row 79: tool calls and their results are echoed, shortened")
    void toolCallsAreEchoed() {
        var out = new StringBuilder();
        local.script(
                answer(
                        "tool_use",
                        "[{\"text\":\"Let me look.\"},"
                                + use("a", "temperature", "{\"place\":\"Oslo\"}")
                                + "]"),
                Scripted.text("It is cold."));
        Chat chat = bedrock.chat(NOVA).tools(new Station()).echo(Echo.OUTPUT, out).open();

        Reply reply = chat.ask("Go");

        assertThat(reply.turns()).hasSize(3);
        assertThat(out.toString())
                .isEqualTo(
                        """
                        Let me look.
                        * temperature({"place":"Oslo"})
                          => 4.5 degrees
                        It is cold.
                        """);
        assertThat(chat.tokens()).hasSize(2);
        assertThat(chat.markdown()).contains("**tool call: temperature**").contains("4.5 degrees");
    }

    @Test
    @DisplayName("F23: a fork shares no hooks and no tools")
    void aForkSharesNoHooks() {
        Chat chat = chat(NOVA, use("a", "temperature", "{\"place\":\"Oslo\"}"));
        Chat fork = chat.fork();
        fork.onToolRequest(request -> request.reject("not here"));

        chat.ask("Go");

        assertThat(ran).containsExactly("Oslo");
    }
}
