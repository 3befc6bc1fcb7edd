package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.Model;
import dev.outcrop.ReplyStream;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Content;
import dev.outcrop.message.Source;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.settings.Protocol;
import dev.outcrop.tool.Tool;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tools in the form that each model accepts, through whole conversations. */
@LocalBedrockTest
class ToolFormsTest {
    record Query(String city) {}

    private static final String NOVA = "us.amazon.nova-pro-v1:0";
    private static final String CLAUDE = "us.anthropic.claude-sonnet-4-6";
    private static final String PIXTRAL = "us.mistral.pixtral-large-2502-v1:0";

    private LocalBedrock local;
    private Bedrock bedrock;

    @BeforeEach
    void start(LocalBedrock local, Bedrock bedrock) {
        this.local = local;
        this.bedrock = bedrock;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void novaCallsAToolWithAHyphen(boolean streamed, @TempDir Path folder) {
        local.script(call("get_weather", "{\"city\":\"Oslo\"}"), Scripted.text("Snow."));
        Chat chat = bedrock.chat(NOVA).tools(weather()).open();

        if (streamed) {
            var requested = new ArrayList<String>();
            try (ReplyStream stream = chat.stream("How is the weather in Oslo?")) {
                for (StreamEvent event : stream) {
                    if (event instanceof StreamEvent.ToolRequested(Content.ToolUse use)) {
                        requested.add(use.name());
                    } else if (event instanceof StreamEvent.BlockStart start
                            && start.kind().equals("toolUse")) {
                        requested.add(String.valueOf(start.start().string("name")));
                    }
                }
            }
            assertThat(requested).containsExactly("get-weather", "get-weather");
        } else {
            chat.ask("How is the weather in Oslo?");
        }

        assertThat(chat.turns().get(1).toolUses().getFirst().name()).isEqualTo("get-weather");
        assertThat(chat.turns().get(2).content().toString()).contains("Snow in Oslo");
        assertThat(body().toString()).contains("\"get_weather\"").doesNotContain("get-weather");

        Path file = folder.resolve("chat.json");
        chat.save(file);
        for (Chat other : List.of(chat.fork(), bedrock.load(file).open())) {
            other.ask("And now?");
            assertThat(body().toString()).contains("\"get_weather\"").doesNotContain("get-weather");
            other.setModel(bedrock.model(CLAUDE));
            other.ask("And now?");
            assertThat(body().toString()).contains("\"get-weather\"").doesNotContain("get_weather");
        }
    }

    @Test
    void aFallbackIsSentItsOwnNames() {
        local.script(
                Scripted.error("AccessDeniedException", "No access."),
                call("get_weather", "{\"city\":\"Oslo\"}"),
                Scripted.text("Snow."));
        Chat chat =
                bedrock.model(CLAUDE)
                        .withFallbacks(bedrock.model(NOVA))
                        .chat()
                        .tools(weather())
                        .open();

        chat.ask("How is the weather in Oslo?");

        assertThat(chat.turns().get(1).toolUses().getFirst().name()).isEqualTo("get-weather");
        assertThat(local.requests().get(0).body().toString()).contains("get-weather");
        assertThat(local.requests().get(1).body().toString()).contains("get_weather");
        assertThat(local.requests().get(2).body().toString()).contains("get-weather");
    }

    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-sonnet-4-6, CONVERSE, false",
        "us.anthropic.claude-sonnet-4-6, CONVERSE, true",
        "us.anthropic.claude-sonnet-4-6, INVOKE_MODEL, false",
        "anthropic.claude-haiku-4-5, MANTLE, false",
        "anthropic.claude-haiku-4-5, MANTLE, true"
    })
    void alternativesReachTheToolUnwrapped(String id, Protocol protocol, boolean streamed) {
        var inputs = new ArrayList<Json>();
        Json schema =
                Json.parse(
                        "{\"type\":\"object\",\"oneOf\":["
                                + "{\"properties\":{\"id\":{\"type\":\"integer\"}},\"required\":[\"id\"]},"
                                + "{\"properties\":{\"name\":{\"type\":\"string\"}},\"required\":[\"name\"]}]}");
        Tool find =
                Tool.of(
                        "find",
                        "Finds it",
                        JsonSchema.of(schema),
                        input -> {
                            inputs.add(input);
                            return "found";
                        });
        local.script(call("find", "{\"input\":{\"id\":7}}"), Scripted.text("Found."));
        Model model = bedrock.model(id).with(protocol);
        Chat chat = model.chat().tools(find).open();

        if (streamed) {
            try (ReplyStream stream = chat.stream("Find 7.")) {
                stream.reply();
            }
        } else {
            chat.ask("Find 7.");
        }

        assertThat(inputs).containsExactly(Json.parse("{\"id\":7}"));
        assertThat(chat.turns().get(1).toolUses().getFirst().input())
                .isEqualTo(Json.parse("{\"id\":7}"));
        assertThat(body().toString()).contains("{\"input\":{\"id\":7}}");
    }

    @ParameterizedTest
    @CsvSource({"MANTLE", "INVOKE_MODEL"})
    void gptOssIsForcedOverItsOwnApis(Protocol protocol) {
        String id = protocol == Protocol.MANTLE ? "openai.gpt-oss-120b" : "openai.gpt-oss-120b-1:0";
        Chat chat = bedrock.model(id).with(protocol).chat().tools(weather()).open();

        chat.with(ToolChoice.tool("get-weather")).ask("How is the weather?");

        Json first = local.requests().getFirst().body();
        assertThat(((Json.Obj) first).get("tool_choice")).isNotNull();
        assertThat(((Json.Obj) first).get("tool_choice").toString()).contains("get-weather");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void mistralIsSentIdsOfNineLetters(boolean converse) {
        local.script(call("get-weather", "{\"city\":\"Oslo\"}"), Scripted.text("Snow."));
        Chat chat = bedrock.chat(CLAUDE).tools(weather()).open();
        chat.ask("How is the weather in Oslo?");

        chat.setModel(
                bedrock.model(PIXTRAL)
                        .with(converse ? Protocol.CONVERSE : Protocol.INVOKE_MODEL)
                        .withTools(weather()));
        chat.ask("And now?");

        assertThat(body().toString())
                .containsPattern("\"(toolUseId|id)\":\"[a-zA-Z0-9]{9}\"")
                .containsPattern("\"(toolUseId|tool_call_id)\":\"[a-zA-Z0-9]{9}\"")
                .doesNotContain("tooluse_of_claude");
    }

    @Test
    void anImageOfAToolStandsBesideItsResult() {
        local.script(call("get-weather", "{\"city\":\"Oslo\"}"), Scripted.text("Snow."));
        Tool tool =
                Tool.of(
                        "get-weather",
                        "The weather",
                        Query.class,
                        query ->
                                new Content.Image(
                                        "png",
                                        Source.bytes(new byte[] {(byte) 0x89, 'P', 'N', 'G'})));
        Chat chat = bedrock.chat("moonshotai.kimi-k2.5").tools(tool).open();

        chat.ask("How is the weather in Oslo?");

        Json.Obj message = (Json.Obj) body().array("messages").getLast();
        assertThat(message.array("content").getFirst().toString()).doesNotContain("\"image\"");
        assertThat(message.array("content").getLast().toString()).contains("\"image\"");
    }

    private static Tool weather() {
        return Tool.of(
                "get-weather", "The weather", Query.class, query -> "Snow in " + query.city());
    }

    private Json.Obj body() {
        return (Json.Obj) local.requests().getLast().body();
    }

    private static Scripted call(String tool, String input) {
        return Scripted.answer(
                (Json.Obj)
                        Json.parse(
                                "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"toolUse\":"
                                        + "{\"toolUseId\":\"tooluse_of_claude\",\"name\":\""
                                        + tool
                                        + "\",\"input\":"
                                        + input
                                        + "}}]}},\"stopReason\":\"tool_use\",\"metrics\":{\"latencyMs\":1},"
                                        + "\"usage\":{\"inputTokens\":10,\"outputTokens\":5,\"totalTokens\":15}}"));
    }
}
