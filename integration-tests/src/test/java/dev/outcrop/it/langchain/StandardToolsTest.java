package dev.outcrop.it.langchain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Chat;
import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.it.WithLocal;
import dev.outcrop.it.reply.Called;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.schema.Describe;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.ToolMethod;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;

/** What LangChain's standard tests of chat models state of tools, over each API. */
@ParameterizedClass
@EnumSource(Called.class)
class StandardToolsTest extends WithLocal {
    record MagicInput(@Describe("from -999 to 999") int input) {}

    record Customer(
            @Describe("The customer's name in their native language") String customerName,
            String description) {}

    record Place(String location) {}

    record Color(String favColor) {}

    private static final String MAGIC = "Use magic_function. What is magic_function of input 3?";

    private final Called called;

    StandardToolsTest(Called called) {
        this.called = called;
    }

    private static Tool magic() {
        return Tool.of(
                "magic_function",
                "Applies a magic function to an input",
                MagicInput.class,
                magic -> magic.input() + 2);
    }

    private static Tool magicWithoutArguments() {
        return Tool.of(
                "magic_function_no_args",
                "Calculates a magic function",
                JsonSchema.parse("{\"type\":\"object\",\"properties\":{}}"),
                input -> 5);
    }

    private static Tool adder() {
        return Tool.of(
                "my_adder_tool",
                "Adds two integers",
                JsonSchema.parse(
                        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"},"
                                + "\"b\":{\"type\":\"integer\"}},\"required\":[\"a\",\"b\"]}"),
                input -> input.integer("a", 0) + input.integer("b", 0));
    }

    private Model model(Object... tools) {
        return called.in(bedrock).withTools(tools);
    }

    private static void callsMagicOfThree(Reply reply) {
        assertThat(reply.toolUses())
                .singleElement()
                .satisfies(
                        use -> {
                            assertThat(use.name()).isEqualTo("magic_function");
                            assertThat(use.input()).isEqualTo(Json.parse("{\"input\":3}"));
                            assertThat(use.toolUseId()).isNotBlank();
                        });
    }

    @Test
    void aToolIsCalledWithItsArguments() {
        Model model = model(magic()).with(ToolChoice.ANY);

        callsMagicOfThree(model.invoke(MAGIC));
        try (ReplyStream stream = model.stream(MAGIC)) {
            callsMagicOfThree(stream.reply());
        }
    }

    @Test
    void aToolIsCalledAsynchronously() {
        callsMagicOfThree(
                model(magic()).with(ToolChoice.ANY).invokeAsync(Message.user(MAGIC)).join());
    }

    @Test
    void aMethodIsATool() {
        class Greetings {
            @ToolMethod("Generates a greeting in a particular style of speaking")
            String greeting(@Describe("the style, such as pirate") String style) {
                return "Ahoy, in the style of a " + style;
            }
        }

        Reply reply = model(new Greetings()).with(ToolChoice.ANY).invoke("Greet me, style: pirate");

        assertThat(reply.toolUses())
                .singleElement()
                .satisfies(
                        use -> {
                            assertThat(use.name()).isEqualTo("greeting");
                            assertThat(((Json.Obj) use.input()).string("style")).isNotBlank();
                        });
    }

    @Test
    void aToolIsDescribedByItsSchema() {
        model(magic(), adder()).invoke("Hello");

        assertThat(body().toString())
                .contains("magic_function", "my_adder_tool", "from -999 to 999", "\"integer\"");
    }

    @Test
    void aHistoryWithAResultOfTextIsContinued() {
        Reply reply =
                model(adder())
                        .invoke(
                                Message.user("What is 1 + 2?"),
                                Message.assistant(
                                        call("abc123", "my_adder_tool", "{\"a\":1,\"b\":2}")),
                                Message.user(result("abc123", null, Content.text("3"))));

        assertThat(reply.text()).isNotBlank();
    }

    @Test
    void aHistoryWithTextBesideTheCallIsContinued() {
        Reply reply =
                model(adder())
                        .invoke(
                                Message.user("What is 1 + 2?"),
                                Message.assistant(
                                        Content.text("I add them."),
                                        call("abc123", "my_adder_tool", "{\"a\":1,\"b\":2}")),
                                Message.user(
                                        result(
                                                "abc123",
                                                null,
                                                Content.text("3"),
                                                Content.text("It is three."))));

        assertThat(reply.text()).isNotBlank();
    }

    @Test
    void aToolChoiceMakesTheModelCallATool() {
        Model model = model(magic(), adder());

        assertThat(model.with(ToolChoice.ANY).invoke("Hello!").toolUses()).isNotEmpty();
        assertThat(model.with(ToolChoice.tool("magic_function")).invoke("Hello!").toolUses())
                .singleElement()
                .satisfies(use -> assertThat(use.name()).isEqualTo("magic_function"));
    }

    @Test
    void aToolWithoutArgumentsIsCalled() {
        Model model = model(magicWithoutArguments()).with(ToolChoice.ANY);
        String question = "What is the value of magic_function_no_args()? Use the tool.";

        callsMagicWithoutArguments(model.invoke(question));
        try (ReplyStream stream = model.stream(question)) {
            callsMagicWithoutArguments(stream.reply());
        }
    }

    private static void callsMagicWithoutArguments(Reply reply) {
        assertThat(reply.toolUses())
                .singleElement()
                .satisfies(
                        use -> {
                            assertThat(use.name()).isEqualTo("magic_function_no_args");
                            assertThat(use.input()).isEqualTo(Json.EMPTY);
                        });
    }

    @Test
    void aResultThatIsAnErrorIsAnswered() {
        Reply reply =
                model(adder())
                        .invoke(
                                Message.user("What is 1 + 2?"),
                                Message.assistant(call("abc123", "my_adder_tool", "{\"a\":1}")),
                                Message.user(
                                        result(
                                                "abc123",
                                                "error",
                                                Content.text("Error: missing argument b."))));

        assertThat(reply.text()).isNotBlank();
    }

    @Test
    void examplesOfCallsBeforeTheQuestionAreTaken() {
        Reply reply =
                model(adder())
                        .invoke(
                                Message.user("What is 1 + 2?"),
                                Message.assistant(call("1", "my_adder_tool", "{\"a\":1,\"b\":2}")),
                                Message.user(result("1", null, Content.text("{\"result\":3}"))),
                                Message.assistant("3"),
                                Message.user("What is 3 + 4?"));

        assertThat(reply.message().content()).isNotEmpty();
    }

    @Test
    void anAgentAsksForTheToolAndAnswersWithItsResult() {
        Tool weather =
                Tool.of("get_weather", "Gets the weather", Place.class, place -> "It's sunny.");
        Model model = model(weather);
        Message question = Message.user("Use get_weather for location San Francisco, CA.");

        Reply wanted = model.invoke(question);

        assertThat(wanted.toolUses()).hasSize(1);
        Content.ToolUse use = wanted.toolUses().getFirst();
        Reply reply =
                model.invoke(
                        question,
                        wanted.message(),
                        Message.user(result(use.toolUseId(), null, Content.text("It's sunny."))));
        assertThat(reply.toolUses()).isEmpty();
        assertThat(reply.text()).isNotBlank();
    }

    @Test
    void aChatRunsTheAgentItself() {
        var asked = new ArrayList<Place>();
        Tool weather =
                Tool.of(
                        "get_weather",
                        "Gets the weather",
                        Place.class,
                        place -> {
                            asked.add(place);
                            return "It's sunny.";
                        });
        Chat chat = called.in(bedrock).chat().tools(weather).open();

        Reply reply = chat.ask("Use get_weather for location Oslo.");

        assertThat(asked).hasSize(1);
        assertThat(reply.turns()).hasSize(3);
        assertThat(reply.text()).isNotBlank();
    }

    @Test
    void argumentsKeepTheirCharacters() {
        Model model =
                model(
                                Tool.of(
                                        "unicode_customer",
                                        "Creates a customer with a name in any script",
                                        Customer.class,
                                        customer -> "Created " + customer.customerName()))
                        .with(ToolChoice.ANY);
        for (String name : List.of("你好啊集团", "こんにちは株式会社")) {
            local.script(
                    answer(
                            "tool_use",
                            "[{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"unicode_customer\","
                                    + "\"input\":{\"customerName\":\""
                                    + name
                                    + "\",\"description\":\"x\"}}}]"));

            Reply reply = model.invoke("Create a customer named '" + name + "'");

            assertThat(((Json.Obj) reply.toolUses().getFirst().input()).string("customerName"))
                    .isEqualTo(name);
            assertThat(body().toString()).contains(name);
        }
    }

    /** The blocks that Anthropic's format has, with cache points, are those of each API. */
    @Test
    void aHistoryInAnthropicsBlocksIsContinued() {
        Tool color =
                Tool.of(
                        "color_picker",
                        "Takes your favourite colour and returns a fact about it",
                        Color.class,
                        input -> "It is a colour.");

        Reply reply =
                model(color)
                        .invoke(
                                Message.system("You are a good assistant."),
                                Message.user(
                                        Content.text("What is your favourite colour?"),
                                        new Content.CachePoint(null)),
                                Message.assistant(
                                        Content.text("Hmm let me think about that"),
                                        call("foo", "color_picker", "{\"favColor\":\"green\"}")),
                                Message.user(
                                        result("foo", "success", Content.text("A great pick!")),
                                        Content.text("What is my sister's favourite colour?")));

        assertThat(reply.message().content()).isNotEmpty();
    }

    private static Content.ToolUse call(String id, String name, String input) {
        return new Content.ToolUse(id, name, Json.parse(input), null, Json.EMPTY);
    }

    private static Content.ToolResult result(
            String id, @Nullable String status, Content... content) {
        return new Content.ToolResult(id, List.of(content), status, null, Json.EMPTY);
    }
}
