package dev.outcrop.internal.history.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.stream.TurnAssembler;
import dev.outcrop.internal.stream.TurnEvents;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.ToolDefinition;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

class ToolFormsTest {
    private static final String NOVA = "us.amazon.nova-pro-v1:0";
    private static final String CLAUDE = "us.anthropic.claude-sonnet-4-6";
    private static final String GPT = "openai.gpt-6-astra";
    private static final String GPT_OSS = "openai.gpt-oss-120b-1:0";
    private static final String UNKNOWN = "vendor.model-of-tomorrow-v1:0";

    private static final Json EITHER =
            Json.parse(
                    "{\"type\":\"object\",\"anyOf\":["
                            + "{\"properties\":{\"id\":{\"$ref\":\"#/$defs/id\"}},\"required\":[\"id\"]},"
                            + "{\"properties\":{\"name\":{\"type\":\"string\"}},\"required\":[\"name\"]}],"
                            + "\"$defs\":{\"id\":{\"type\":\"integer\"}}}");

    @Test
    void novaIsSentNamesWithoutHyphens() {
        ConverseRequest asked =
                request(NOVA, ToolChoice.tool("get-weather"), tool("get-weather"), tool("search"));

        ToolForms forms = forms(asked);
        ConverseRequest sent = forms.in(asked);

        assertThat(names(sent)).containsExactly("get_weather", "search");
        assertThat(config(sent).toolChoice()).isEqualTo(ToolChoice.tool("get_weather"));
        assertThat(call(sent.messages().get(1)).name()).isEqualTo("get_weather");
        assertThat(call(forms.read(turn("get_weather", Json.EMPTY)).message()).name())
                .isEqualTo("get-weather");
        assertThat(call(streamed(forms, turn("get_weather", Json.EMPTY)).message()).name())
                .isEqualTo("get-weather");
    }

    @ParameterizedTest
    @ValueSource(strings = {CLAUDE, GPT, UNKNOWN, "us.amazon.nova-2-lite-v1:0"})
    void otherModelsAreSentThem(String modelId) {
        ConverseRequest asked = request(modelId, ToolChoice.AUTO, tool("get-weather"));

        assertThat(forms(asked).in(asked)).isSameAs(asked);
    }

    @Test
    void namesThatWouldBeTheSameAreToldApart() {
        ConverseRequest asked =
                request(
                        NOVA,
                        ToolChoice.AUTO,
                        tool("get-weather"),
                        tool("get_weather"),
                        tool("get--weather"),
                        tool("get-_weather"));

        ToolForms forms = forms(asked);

        assertThat(names(forms.in(asked)))
                .containsExactly("get_weather_2", "get_weather", "get__weather", "get__weather_2");
        assertThat(call(forms.read(turn("get_weather", Json.EMPTY)).message()).name())
                .isEqualTo("get_weather");
        assertThat(call(forms.read(turn("get_weather_2", Json.EMPTY)).message()).name())
                .isEqualTo("get-weather");
    }

    @Test
    void callsOfToolsThatAreGoneAreRenamedAlike() {
        ConverseRequest asked = request(NOVA, ToolChoice.AUTO);

        assertThat(call(forms(asked).in(asked).messages().get(1)).name()).isEqualTo("get_weather");
    }

    @ParameterizedTest
    @ValueSource(strings = {CLAUDE, GPT, UNKNOWN})
    void alternativesAtTheTopOfASchemaBecomeAMember(String modelId) {
        ConverseRequest asked = request(modelId, ToolChoice.AUTO, tool("get-weather", EITHER));
        Json.Obj input = Json.EMPTY.with("id", Json.of(3));

        ToolForms forms = forms(asked);
        Json.Obj schema = (Json.Obj) spec(forms.in(asked)).inputSchema();

        assertThat(schema.string("type")).isEqualTo("object");
        assertThat(schema.members()).doesNotContainKeys("anyOf", "oneOf", "allOf");
        Json.Obj member = schema.object("properties").object("input");
        assertThat(member.array("anyOf")).hasSize(2);
        assertThat(schema.object("$defs").members()).containsKey("id");
        assertThat(call(forms.in(asked).messages().get(1)).input())
                .isEqualTo(Json.parse("{\"input\":{\"city\":\"Oslo\"}}"));
        Turn answer = turn("get-weather", Json.EMPTY.with("input", input));
        assertThat(call(forms.read(answer).message()).input()).isEqualTo(input);
        assertThat(call(streamed(forms, answer).message()).input()).isEqualTo(input);
        assertThat(call(forms.read(turn("get-weather", input)).message()).input())
                .as("some models leave the object out")
                .isEqualTo(input);
    }

    @Test
    void whoTakesThemIsSentThem() {
        ConverseRequest asked = request(GPT_OSS, ToolChoice.AUTO, tool("look", EITHER));

        assertThat(spec(forms(asked).in(asked)).inputSchema()).isEqualTo(EITHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"properties\":{\"a\":{\"type\":\"string\"}}}",
                "{\"type\":[\"object\",\"null\"]}"
            })
    void aSchemaIsAlwaysSentAsOneOfAnObject(String schema) {
        for (String modelId : List.of(CLAUDE, NOVA, GPT_OSS, UNKNOWN)) {
            ConverseRequest asked =
                    request(modelId, ToolChoice.AUTO, tool("look", Json.parse(schema)));

            Json.Obj sent = (Json.Obj) spec(forms(asked).in(asked)).inputSchema();
            assertThat(sent.string("type")).isEqualTo("object");
        }
    }

    @Test
    void aSchemaOfAnotherTypeBecomesAMember() {
        ConverseRequest asked =
                request(NOVA, ToolChoice.AUTO, tool("look", Json.parse("{\"type\":\"string\"}")));

        ToolForms forms = forms(asked);

        assertThat(spec(forms.in(asked)).inputSchema().toString()).contains("\"type\":\"object\"");
        Turn answer = turn("look", Json.parse("{\"input\":\"Oslo\"}"));
        assertThat(call(forms.read(answer).message()).input()).isEqualTo(Json.of("Oslo"));
    }

    @Test
    void twoToolsOfOneNameAreRefused() {
        ConverseRequest asked = request(CLAUDE, ToolChoice.AUTO, tool("look"), tool("look"));

        assertThatThrownBy(() -> forms(asked))
                .isInstanceOfSatisfying(
                        ValidationException.class,
                        e -> assertThat(e.details().remedy()).contains("Rename"))
                .hasMessageContaining("two tools have the name look");
    }

    @Test
    void aPartOfAnInputIsReturnedAsItIs() {
        ConverseRequest asked = request(CLAUDE, ToolChoice.AUTO, tool("look", EITHER));
        ToolFormEvents events = forms(asked).events();
        var start = Json.EMPTY.with("name", Json.of("look")).with("toolUseId", Json.of("x"));

        assertThat(events.of(new StreamEvent.BlockStart(0, "toolUse", start))).hasSize(1);
        assertThat(events.of(new StreamEvent.ToolUseDelta(0, "{\"input\":{\"i"))).isEmpty();
        assertThat(events.of(new StreamEvent.BlockStop(0)))
                .containsExactly(
                        new StreamEvent.ToolUseDelta(0, "{\"input\":{\"i"),
                        new StreamEvent.BlockStop(0));
    }

    private static ToolForms forms(ConverseRequest request) {
        return ToolForms.of(request, ModelName.of(request.modelId()));
    }

    private static ConverseRequest request(
            String modelId, ToolChoice choice, ToolDefinition... tools) {
        var use = new Content.ToolUse("x", "get-weather", Json.EMPTY.with("city", Json.of("Oslo")));
        return ConverseRequest.builder(modelId)
                .messages(
                        Message.user("Hi"),
                        new Message(Role.ASSISTANT, List.of(use)),
                        new Message(Role.USER, List.of(new Content.ToolResult("x", List.of()))))
                .toolConfig(
                        tools.length == 0
                                ? null
                                : new ToolConfig(List.of(tools), choice, Json.EMPTY))
                .build();
    }

    private static ToolDefinition tool(String name) {
        return tool(name, Json.EMPTY.with("type", Json.of("object")));
    }

    private static ToolDefinition tool(String name, Json schema) {
        return new ToolDefinition.Spec(name, "Does it.", schema, null, Json.EMPTY);
    }

    private static ToolConfig config(ConverseRequest request) {
        return Objects.requireNonNull(request.toolConfig());
    }

    private static List<String> names(ConverseRequest request) {
        var names = new ArrayList<String>();
        for (ToolDefinition tool : config(request).tools()) {
            names.add(((ToolDefinition.Spec) tool).name());
        }
        return names;
    }

    private static ToolDefinition.Spec spec(ConverseRequest request) {
        return (ToolDefinition.Spec) config(request).tools().getFirst();
    }

    private static Content.ToolUse call(Message message) {
        return (Content.ToolUse) message.content().getFirst();
    }

    private static Turn turn(String name, Json input) {
        var use = new Content.ToolUse("y", name, input);
        return new Turn(
                new Message(Role.ASSISTANT, List.of(use)),
                new Turn.Metadata(StopReason.TOOL_USE, Usage.of(1, 1), Json.EMPTY, null));
    }

    private static Turn streamed(ToolForms forms, Turn answer) {
        var assembler = new TurnAssembler();
        ToolFormEvents events = forms.events();
        for (StreamEvent event : TurnEvents.of(answer)) {
            events.of(event).forEach(assembler::accept);
        }
        return assembler.turn();
    }
}
