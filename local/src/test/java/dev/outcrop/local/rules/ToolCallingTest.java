package dev.outcrop.local.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which tools are called in the course of a conversation, and what the answer says about it. */
class ToolCallingTest {
    private static final String SUPPORT =
            "get_orders(customer_id: The id of the customer): Lists the orders of a customer. &"
                    + " find_customer(name): Finds a customer and returns the id.";

    private final List<Json> messages = new ArrayList<>();

    @Test
    void eachResultLeadsToTheToolThatTakesIt() {
        user("What's the weather like in San Francisco?");

        assertThat(next(ToolQuestionsTest.CHAIN))
                .containsExactly("geocode{\"place\":\"San Francisco\"}");
        result("geocode", "{'place':'San Francisco'}", "{'lat':37.7,'lon':-122.4}");
        assertThat(next(ToolQuestionsTest.CHAIN))
                .containsExactly("timezone{\"latitude\":37.7,\"longitude\":-122.4}");
        result(
                "timezone",
                "{'latitude':37.7,'longitude':-122.4}",
                "{'timezone':'America/Los_Angeles'}");
        assertThat(next(ToolQuestionsTest.CHAIN))
                .containsExactly(
                        "get_weather{\"latitude\":37.7,\"longitude\":-122.4,"
                                + "\"timezone\":\"America/Los_Angeles\"}");
        result("get_weather", "{'latitude':37.7}", "{'temperature':14}");
        assertThat(next(ToolQuestionsTest.CHAIN)).isEmpty();
        assertThat(asked(ToolQuestionsTest.CHAIN, ToolCalling.ALWAYS).text())
                .contains("get_weather answered: {\"temperature\":14}");
    }

    @Test
    void anIdIsLookedUpFirst() {
        user("What has Ann ordered?");

        assertThat(next(SUPPORT)).containsExactly("find_customer{\"name\":\"Ann\"}");
        assertThat(asked(SUPPORT, ToolCalling.ALWAYS).text())
                .isEqualTo("Let me call find_customer. It provides what get_orders requires.");
        result("find_customer", "{'name':'Ann'}", "{'customer_id':'c-7','name':'Ann'}");
        assertThat(next(SUPPORT)).containsExactly("get_orders{\"customer_id\":\"c-7\"}");
        assertThat(asked(SUPPORT, ToolCalling.ALWAYS).text())
                .isEqualTo("Let me call get_orders. The results contain its input.");
    }

    @Test
    void aResultThatRepeatsTheInputLeadsToNoOtherTool() {
        String tools = "weather(city): The weather & population(city): The people of a city";
        user("How is the weather in Oslo?");
        result("weather", "{'city':'Oslo'}", "{'city':'Oslo','degrees':3}");

        assertThat(next(tools)).isEmpty();
    }

    @Test
    void aFailedResultLeadsToNoOtherTool() {
        user("What has Ann ordered?");
        result("find_customer", "{'name':'Ann'}", "{'customer_id':'c-7'}", "error");

        assertThat(next(SUPPORT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Thanks a lot!|''", "And the weather in Rome?|weather"})
    void aLaterQuestionCallsAToolOnlyIfItMatches(String question, String called) {
        String tools = "weather(city): The weather in a city";
        user("How is it in Oslo?");
        result("weather", "{'city':'Oslo'}", "{'degrees':3}");
        messages.add(message("assistant", Json.object(Map.of("text", "3 degrees."))));
        user(question);

        List<String> expected =
                called.isEmpty() ? List.of() : List.of("weather{\"city\":\"Rome\"}");
        assertThat(next(tools)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALWAYS|Tell me a song on WZPZ|Let me call top_song. Its description matches the"
                        + " question best.",
                "ALWAYS|Good morning|Let me call first. No tool matches the question; this is the"
                        + " first.",
                "ALWAYS|the top song?|Let me call top_song. The question names it.",
                "NAMED|the top song?|Let me call top_song. The question names it.",
                "NAMED|Use a tool|Let me call first. The question asks for a tool; this is the"
                        + " first.",
            })
    void theAnswerSaysByWhichRule(ToolCalling calling, String question, String text) {
        user(question);

        assertThat(asked("first(): One & top_song(sign): A song on the radio", calling).text())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "NAMED, Tell me a song on WZPZ",
        "NEVER, the top song?",
        "NEVER, Use a tool",
        "ALWAYS, what can you do"
    })
    void otherwiseTheAnswerIsText(ToolCalling calling, String question) {
        user(question);

        Asked asked = asked("first(): One & top_song(sign): A song on the radio", calling);

        assertThat(asked.stopReason()).isEqualTo("end_turn");
        assertThat(asked.text()).contains("No model is running here");
    }

    private List<String> next(String tools) {
        return ToolQuestionsTest.calls(asked(tools, ToolCalling.ALWAYS));
    }

    private Asked asked(String tools, ToolCalling calling) {
        Json.Obj body = Asked.body("", ToolQuestionsTest.tools(tools));
        return Asked.of(body.with("messages", new Json.Arr(messages)), calling);
    }

    private void user(String text) {
        messages.add(message("user", Json.object(Map.of("text", text))));
    }

    private void result(String tool, String input, String result) {
        result(tool, input, result, "success");
    }

    private void result(String tool, String input, String result, String status) {
        String id = "tooluse_" + messages.size();
        messages.add(
                message(
                        "assistant",
                        block(
                                "{'toolUse':{'toolUseId':'"
                                        + id
                                        + "','name':'"
                                        + tool
                                        + "','input':"
                                        + input
                                        + "}}")));
        messages.add(
                message(
                        "user",
                        block(
                                "{'toolResult':{'toolUseId':'"
                                        + id
                                        + "','status':'"
                                        + status
                                        + "','content':[{'json':"
                                        + result
                                        + "}]}}")));
    }

    private static Json.Obj block(String json) {
        return (Json.Obj) Json.parse(json.replace('\'', '"'));
    }

    private static Json message(String role, Json.Obj block) {
        return Json.EMPTY.with("role", Json.of(role)).with("content", new Json.Arr(List.of(block)));
    }
}
