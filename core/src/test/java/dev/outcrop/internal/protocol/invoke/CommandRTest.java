package dev.outcrop.internal.protocol.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.stream.TurnAssembler;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.ToolConfig;
import dev.outcrop.message.ToolDefinition;
import dev.outcrop.message.Turn;

import org.junit.jupiter.api.Test;

import java.util.List;

class CommandRTest {
    private static final Json.Obj CALLING =
            json(
                    "{'response_id':'r','text':'I look.','generation_id':'g-1','finish_reason':"
                            + "'COMPLETE','tool_calls':[{'name':'weather','parameters':"
                            + "{'place':'Oslo'}}]}");

    private static Json.Obj json(String text) {
        return (Json.Obj) Json.parse(text.replace('\'', '"'));
    }

    private static ToolConfig tools(String schema, ToolChoice choice) {
        return new ToolConfig(
                List.of(
                        new ToolDefinition.Spec(
                                "weather", "The weather.", json(schema), null, Json.EMPTY)),
                choice,
                Json.EMPTY);
    }

    @Test
    void toolsAndTheirResultsHaveTheirPlaces() {
        Turn turn = CommandR.INSTANCE.turn(CALLING);
        Content.ToolUse use = turn.toolUses().getFirst();
        ConverseRequest request =
                ConverseRequest.builder("cohere.command-r-v1:0")
                        .system("Be brief.")
                        .messages(
                                Message.user("Oslo?"),
                                turn.message(),
                                Message.user(
                                        new Content.ToolResult(
                                                use.toolUseId(), List.of(Content.text("Rain")))))
                        .toolConfig(
                                tools(
                                        "{'type':'object','properties':{'place':{'type':'string',"
                                                + "'description':'A city'},'days':{'type':"
                                                + "'integer'}},'required':['place']}",
                                        ToolChoice.AUTO))
                        .build();

        assertThat(CommandR.INSTANCE.request(request, false))
                .isEqualTo(
                        json(
                                "{'message':'','tool_results':[{'call':{'name':'weather',"
                                        + "'parameters':{'place':'Oslo'}},'outputs':[{'result':'Rain'}]}],"
                                        + "'chat_history':[{'role':'USER','message':'Oslo?'},{'role':"
                                        + "'CHATBOT','message':'I look.','tool_calls':[{'name':'weather',"
                                        + "'parameters':{'place':'Oslo'}}]}],'preamble':'Be brief.',"
                                        + "'tools':[{'name':'weather','description':'The weather.',"
                                        + "'parameter_definitions':{'place':{'description':'A city',"
                                        + "'type':'str','required':true},'days':{'type':'int',"
                                        + "'required':false}}}]}"));
    }

    @Test
    void aCallIsReadAsOneWithAnIdOfItsOwn() {
        Turn turn = CommandR.INSTANCE.turn(CALLING);

        assertThat(turn.stopReason()).isEqualTo(StopReason.TOOL_USE);
        assertThat(turn.content())
                .containsExactly(
                        Content.text("I look."),
                        new Content.ToolUse("g-1-0", "weather", json("{'place':'Oslo'}")));
        assertThat(CommandR.INSTANCE.response(turn)).isEqualTo(CALLING);
    }

    @Test
    void aStreamGivesTheSameTurn() {
        var pieces = CommandR.INSTANCE.pieces();
        var assembler = new TurnAssembler();
        for (Json.Obj piece :
                List.of(
                        json("{'event_type':'stream-start','generation_id':'g-1'}"),
                        json("{'event_type':'text-generation','text':'I '}"),
                        json("{'event_type':'text-generation','text':'look.'}"),
                        json("{'event_type':'tool-calls-generation','tool_calls':[]}"),
                        json("{'event_type':'stream-end','finish_reason':'COMPLETE'}")
                                .with("response", CALLING))) {
            for (StreamEvent event : pieces.events(null, piece)) {
                assembler.accept(event);
            }
        }

        assertThat(assembler.turn()).isEqualTo(CommandR.INSTANCE.turn(CALLING));
    }

    @Test
    void whatItCannotSayIsRefused() {
        ConverseRequest.Builder asking =
                ConverseRequest.builder("cohere.command-r-v1:0").messages(Message.user("Hi"));

        for (ConverseRequest request :
                List.of(
                        asking.toolConfig(tools("{}", ToolChoice.ANY)).build(),
                        asking.toolConfig(
                                        tools(
                                                "{'properties':{'a':{'type':'object','properties':"
                                                        + "{'b':{'type':'string'}}}}}",
                                                ToolChoice.AUTO))
                                .build(),
                        asking.toolConfig(null)
                                .messages(Message.user("Hi"), Message.assistant("He"))
                                .build())) {
            assertThatThrownBy(() -> CommandR.INSTANCE.request(request, false))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("Command R does not support")
                    .hasMessageContaining("CONVERSE");
        }
    }
}
