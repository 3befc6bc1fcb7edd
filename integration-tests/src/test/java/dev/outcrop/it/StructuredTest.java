package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.ExtractionStream;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.IncompleteReplyException;
import dev.outcrop.error.StructuredOutputException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.Event;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;
import dev.outcrop.message.Turn;
import dev.outcrop.schema.Describe;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.schema.TypeRef;
import dev.outcrop.settings.Extraction;
import dev.outcrop.settings.Extraction.Via;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.Protocol;
import dev.outcrop.tool.Tool;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Data out of models: each way to ask for it, what comes of it, and what stays in the history. */
@LocalBedrockTest
class StructuredTest {
    record Person(String name, @Describe("in years") int age, Optional<String> email) {}

    sealed interface Figure permits Circle, Square {}

    record Circle(double radius) implements Figure {}

    record Square(double side) implements Figure {}

    record Tree(String label, List<Tree> children) {}

    private static final String HELD = "us.anthropic.claude-sonnet-4-6";
    private static final String NOVA = "us.amazon.nova-lite-v1:0";
    private static final String THINKER = "us.anthropic.claude-3-7-sonnet-20250219-v1:0";
    private static final String OPUS = "us.anthropic.claude-opus-5-5";
    private static final String TOOL = "give_answer";
    private static final String SUSAN = "{\"name\":\"Susan\",\"age\":13}";

    private LocalBedrock local;
    private Bedrock bedrock;

    @BeforeEach
    void start(LocalBedrock local, Bedrock bedrock) {
        this.local = local;
        this.bedrock = bedrock;
    }

    @Test
    void modelThatKeepsToASchemaIsGivenIt() {
        Person person = bedrock.chat(HELD).open().extract(Person.class, "I am Susan, 13.");

        assertThat(person.name()).isNotEmpty();
        Json.Obj format = body().object("outputConfig").object("textFormat");
        assertThat(format.string("type")).isEqualTo("json_schema");
        Json.Obj schema = format.object("structure").object("jsonSchema");
        assertThat(schema.string("name")).isEqualTo("Person");
        assertThat(Json.parse(String.valueOf(schema.string("schema"))))
                .isEqualTo(JsonSchema.of(Person.class).strict().json());
        assertThat(body().members()).doesNotContainKey("toolConfig");
    }

    @Test
    void effortStaysBesideTheSchema() {
        bedrock.model(HELD)
                .with(Params.DEFAULT.withReasoningEffort("low"))
                .extract(Person.class, "I am Susan, 13.");

        assertThat(body().object("outputConfig").string("effort")).isEqualTo("low");
        assertThat(body().object("outputConfig").members()).containsKey("textFormat");
    }

    @Test
    void modelWithoutItMustUseATool() {
        Person person = bedrock.chat(NOVA).open().extract(Person.class, "I am Susan, 13.");

        assertThat(person.name()).isNotEmpty();
        assertThat(body().object("toolConfig").object("toolChoice").object("tool").string("name"))
                .isEqualTo(TOOL);
        assertThat(tool().object("inputSchema").get("json"))
                .isEqualTo(JsonSchema.of(Person.class).json());
        assertThat(body().members()).doesNotContainKey("outputConfig");
    }

    @Test
    void modelThatThinksIsNotForced() {
        local.script(use("{\"name\":\"Susan\",\"age\":13}"));

        Person person =
                bedrock.chat(THINKER)
                        .params(Params.DEFAULT.withReasoningTokens(2_000).withMaxTokens(4_000))
                        .open()
                        .extract(Person.class, "I am Susan, 13.");

        assertThat(person).isEqualTo(new Person("Susan", 13, Optional.empty()));
        assertThat(body().object("toolConfig").object("toolChoice"))
                .isEqualTo(Json.parse("{\"auto\":{}}"));
    }

    @Test
    void modelWithoutToolsIsToldTheSchema() {
        local.script(Scripted.text("Here it is:\n```json\n{\"name\":\"Susan\",\"age\":13}\n```"));
        Chat chat = bedrock.chat("amazon.titan-text-express-v1").open();

        assertThat(chat.extract(Person.class, "I am Susan, 13."))
                .isEqualTo(new Person("Susan", 13, Optional.empty()));
        assertThat(body().members()).doesNotContainKeys("toolConfig", "outputConfig");
        assertThat(lastText()).contains(JsonSchema.of(Person.class).toString());
        assertThat(chat.turns().get(0).text()).isEqualTo("I am Susan, 13.");
    }

    @ParameterizedTest
    @EnumSource(names = {"OUTPUT_CONFIG", "FORCED_TOOL"})
    void valuesOfAllKindsComeEitherWay(Via via) {
        var model = bedrock.model(HELD).with(Extraction.DEFAULT.withVia(via));

        assertThat(model.extractor(new TypeRef<List<Person>>() {}).extract("Who is there?"))
                .isNotNull();
        assertThat(model.extract(Figure.class, "Draw.")).isInstanceOf(Figure.class);
        assertThat(model.extract(String.class, "Say a word.")).isNotNull();
        assertThat(model.extract(int.class, "Say a number.")).isNotNull();
        assertThat(model.extract(boolean.class, "Is it?")).isNotNull();
        assertThat(model.extractor(new TypeRef<List<Figure>>() {}).extract("Draw more."))
                .isNotNull();
        assertThat(model.extractor(JsonSchema.parse("{\"enum\":[\"a\",\"b\"]}")).extract("Choose."))
                .isIn(Json.of("a"), Json.of("b"));
    }

    @Test
    void whatHoldsItselfGoesThroughATool() {
        Tree tree = bedrock.model(HELD).extract(Tree.class, "Draw a tree.");

        assertThat(tree.label()).isNotNull();
        assertThat(body().members()).containsKey("toolConfig").doesNotContainKey("outputConfig");
    }

    @Test
    void whoInsistsOnASchemaThatNoModelKeepsToIsToldWhy() {
        var model = bedrock.model(HELD).with(Extraction.DEFAULT.withVia(Via.OUTPUT_CONFIG));

        assertThatThrownBy(() -> model.extract(Tree.class, "Draw a tree."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds itself");
        assertThat(local.requests()).isEmpty();
    }

    @Test
    void documentThatIsCitedGoesThroughATool() {
        var document =
                new Content.Document(
                        "txt",
                        "notes",
                        Source.bytes("Susan is 13.".getBytes(StandardCharsets.UTF_8)),
                        null,
                        true,
                        Json.EMPTY);
        bedrock.model(HELD).extract(Person.class, "Who?", document);

        assertThat(body().members()).containsKey("toolConfig").doesNotContainKey("outputConfig");
    }

    @Test
    void modelThatRefusesTheSchemaAfterAllIsAskedByTool() {
        local.script(
                Scripted.error(
                        "ValidationException",
                        "output_config.format: Extra inputs are not permitted"),
                use("{\"name\":\"Susan\",\"age\":13}"));
        Chat chat = bedrock.chat(HELD).open();

        assertThat(chat.extract(Person.class, "I am Susan, 13.").age()).isEqualTo(13);
        assertThat(local.requests()).hasSize(2);
        assertThat(body().members()).containsKey("toolConfig").doesNotContainKey("outputConfig");
    }

    @Test
    void otherRefusalsAreNotTriedAgain() {
        local.script(Scripted.error("ValidationException", "The model identifier is invalid."));

        assertThatThrownBy(() -> bedrock.model(HELD).extract(Person.class, "I am Susan, 13."))
                .isInstanceOf(ValidationException.class);
        assertThat(local.requests()).hasSize(1);
    }

    @Test
    void historyHoldsTheAnswerAsText() {
        local.script(
                use("{\"value\":[{\"name\":\"Susan\",\"age\":13}]}"), Scripted.text("In Oslo."));
        Chat chat = bedrock.chat(NOVA).open();

        List<Person> people =
                chat.extractor(new TypeRef<List<Person>>() {}).extract("I am Susan, 13.");
        chat.ask("Where?");

        assertThat(people).containsExactly(new Person("Susan", 13, Optional.empty()));
        assertThat(chat.turns()).hasSize(4);
        assertThat(chat.turns().get(1).text()).isEqualTo("[{\"name\":\"Susan\",\"age\":13}]");
        assertThat(chat.turns().get(1).usage().output()).isPositive();
        assertThat(body().members()).doesNotContainKey("toolConfig");
        assertThat(body().array("messages")).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"OUTPUT_CONFIG", "FORCED_TOOL", "TOOL", "TEXT"})
    void toolsOfTheChatStayAsTheyAre(Via via) {
        Chat chat = bedrock.chat(NOVA).tools(lookup()).open();
        chat.ask("Hello");
        Json.Obj before = tool();
        chat.setModel(chat.model().with(Extraction.DEFAULT.withVia(via)));
        local.script(
                via == Via.OUTPUT_CONFIG || via == Via.TEXT ? Scripted.text(SUSAN) : use(SUSAN));

        chat.extract(Person.class, "I am Susan, 13.");

        List<Json> tools = body().object("toolConfig").array("tools");
        assertThat(tools).hasSize(via == Via.FORCED_TOOL || via == Via.TOOL ? 2 : 1);
        assertThat(tool()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void toolsOfTheChatRunWhenTheModelCallsThem(boolean streamed) {
        local.script(
                call("lookup", "{\"text\":\"Susan\"}"),
                use("{\"name\":13}"),
                call("lookup", "{\"text\":\"again\"}"),
                use(SUSAN));
        Chat chat =
                bedrock.model(OPUS)
                        .with(Extraction.DEFAULT.withRepairs(1))
                        .chat()
                        .tools(lookup())
                        .open();

        Person person;
        if (streamed) {
            try (var stream = chat.extractor(Person.class).extractStream("Who is Susan?")) {
                person = stream.value();
            }
        } else {
            person = chat.extract(Person.class, "Who is Susan?");
        }

        assertThat(person).isEqualTo(new Person("Susan", 13, Optional.empty()));
        assertThat(local.requests()).hasSize(4);
        assertThat(body().toString()).contains("found Susan").contains("found again");
        assertThat(body().object("toolConfig").array("tools")).hasSize(2);
        assertThat(chat.turns()).hasSize(8);
        assertThat(chat.turns().getLast().text()).isEqualTo(SUSAN);
        chat.ask("Thanks");
    }

    @Test
    void toolsThatRanStayEvenIfThereIsNoValue() {
        local.script(call("lookup", "{\"text\":\"Susan\"}"), Scripted.text("I do not know."));
        Chat chat = bedrock.chat(OPUS).tools(lookup()).open();

        assertThatThrownBy(() -> chat.extract(Person.class, "Who is Susan?"))
                .isInstanceOf(StructuredOutputException.class);
        assertThat(chat.turns()).hasSize(3);
    }

    @Test
    void toolOfTheChatMayHaveTheNameOfOurs() {
        record Query(String text) {}
        local.script(call("give_answer_2", SUSAN));
        Chat chat =
                bedrock.chat(NOVA)
                        .tools(Tool.of(TOOL, "Gives it", Query.class, query -> "given"))
                        .open();

        assertThat(chat.extract(Person.class, "I am Susan, 13.").age()).isEqualTo(13);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void modelThatCannotBeForcedIsToldToCallTheTool(Protocol protocol) {
        String id = protocol == Protocol.MANTLE ? "anthropic.claude-opus-5-5" : OPUS;
        Chat chat = bedrock.model(id).with(protocol).chat().open();

        Person person = chat.extract(Person.class, "I am Susan, 13.");

        assertThat(person.name()).isNotEmpty();
        assertThat(body().toString())
                .contains("Give your answer by calling the tool give_answer.")
                .contains("\"auto\"")
                .doesNotContain("\"any\"", "\"type\":\"tool\"");
        assertThat(local.requests()).hasSize(1);
        assertThat(chat.turns().getFirst().text()).isEqualTo("I am Susan, 13.");
    }

    private static Tool lookup() {
        record Query(String text) {}
        return Tool.of("lookup", "Looks it up", Query.class, query -> "found " + query.text());
    }

    @Test
    void whatModelsPlainlyMeanIsTaken() {
        local.script(
                use("{\"name\":\"Susan\",\"age\":\"13\",\"email\":null,\"mood\":\"good\"}"),
                use("{\"name\":\"Ann\",\"age\":7.0}"),
                use("[{\"name\":\"Jon\",\"age\":4}]"));
        var model = bedrock.model(NOVA);

        assertThat(model.extract(Person.class, "?"))
                .isEqualTo(new Person("Susan", 13, Optional.empty()));
        assertThat(model.extract(Person.class, "?"))
                .isEqualTo(new Person("Ann", 7, Optional.empty()));
        assertThat(model.extractor(new TypeRef<List<Person>>() {}).extract("?"))
                .containsExactly(new Person("Jon", 4, Optional.empty()));
    }

    @Test
    void answerThatDoesNotFitIsAnError() {
        local.script(use("{\"name\":\"Susan\",\"age\":\"young\"}"));
        Chat chat = bedrock.chat(NOVA).open();

        assertThatThrownBy(() -> chat.extract(Person.class, "I am Susan."))
                .isInstanceOfSatisfying(
                        StructuredOutputException.class,
                        e -> {
                            assertThat(e.errors()).hasSize(1);
                            assertThat(e.errors().getFirst().path()).isEqualTo("/age");
                            assertThat(e.getMessage()).doesNotContain("young");
                            assertThat(e.details().partial()).isNotNull();
                            assertThat(e.details().modelId()).isEqualTo(NOVA);
                        });
        assertThat(chat.turns()).isEmpty();
    }

    @Test
    void noAnswerInTheFormIsAnErrorAndNotNull() {
        local.script(Scripted.text("I would rather not."));

        assertThatThrownBy(() -> bedrock.model(NOVA).extract(Person.class, "I am Susan."))
                .isInstanceOf(StructuredOutputException.class)
                .hasMessageContaining("does not use the tool and contains no JSON");
    }

    @Test
    void answerInWordsIsTakenWhereItHoldsTheJson() {
        local.script(Scripted.text("Here: {\"name\":\"Susan\",\"age\":13}"));

        assertThat(bedrock.model(NOVA).extract(Person.class, "I am Susan, 13.").age())
                .isEqualTo(13);
    }

    @Test
    void modelIsAskedAgainWithWhatIsWrong() {
        local.script(
                use("{\"name\":\"Susan\"}"),
                Scripted.text("Sorry."),
                use("{\"name\":\"Susan\",\"age\":13}"));
        Chat chat = bedrock.model(NOVA).with(Extraction.DEFAULT.withRepairs(2)).chat().open();

        assertThat(chat.extract(Person.class, "I am Susan, 13.").age()).isEqualTo(13);

        assertThat(local.requests()).hasSize(3);
        assertThat(lastText()).contains("does not use the tool");
        assertThat(chat.turns().stream().map(turn -> turn.role().wire()).toList())
                .containsExactly("user", "assistant", "user", "assistant", "user", "assistant");
        assertThat(chat.turns().get(2).text()).contains("- lacks age");
        assertThat(chat.turns().get(5).text()).isEqualTo("{\"name\":\"Susan\",\"age\":13}");
        assertThat(body().array("messages")).hasSize(5);
    }

    @Test
    void repairsEnd() {
        local.script(use("{}"), use("{}"), use("{\"name\":\"late\",\"age\":1}"));
        Chat chat = bedrock.model(NOVA).with(Extraction.DEFAULT.withRepairs(1)).chat().open();

        assertThatThrownBy(() -> chat.extract(Person.class, "I am Susan."))
                .isInstanceOf(StructuredOutputException.class);
        assertThat(local.requests()).hasSize(2);
        assertThat(chat.turns()).isEmpty();
    }

    @Test
    void whatAConstructorRefusesIsRepaired() {
        @SuppressWarnings("UnusedMethod") // by reflection
        record Age(int years) {
            Age {
                if (years < 0) {
                    throw new IllegalArgumentException("nobody is younger than 0");
                }
            }
        }
        local.script(use("{\"years\":-1}"), use("{\"years\":1}"));

        assertThat(
                        bedrock.model(NOVA)
                                .with(Extraction.DEFAULT.withRepairs(1))
                                .extract(Age.class, "How old?"))
                .isEqualTo(new Age(1));
        assertThat(lastText()).contains("nobody is younger than 0");
    }

    @ParameterizedTest
    @CsvSource({
        "max_tokens",
        "model_context_window_exceeded",
        "guardrail_intervened",
        "content_filtered",
        "refusal"
    })
    void answerThatIsNotWholeIsNotRead(String reason) {
        local.script(
                Scripted.events(
                        Event.messageStart(),
                        Event.textDelta(0, "{\"name\":\"Susan\",\"age\":13}"),
                        Event.blockStop(0),
                        Event.messageStop(reason),
                        Event.metadata(10, 5)));
        Chat chat = bedrock.model(HELD).with(Extraction.DEFAULT.withRepairs(3)).chat().open();

        try (ExtractionStream<Person> stream =
                chat.extractor(Person.class).extractStream("I am Susan.")) {
            assertThatThrownBy(stream::value)
                    .isInstanceOf(IncompleteReplyException.class)
                    .hasMessageContaining(reason);
        }
        assertThat(local.requests()).hasSize(1);
        assertThat(chat.turns()).isEmpty();
    }

    @Test
    void jsonWithoutASchema() {
        local.script(Scripted.text("Sure!\n```json\n{\"a\":[1]}\n```\nAnything else?"));
        Chat chat = bedrock.chat(NOVA).open();

        assertThat(chat.extractor().extract("A list of ones, under a"))
                .isEqualTo(Json.parse("{\"a\":[1]}"));
        assertThat(lastText()).contains("one JSON value and nothing else");
        assertThat(chat.turns().get(0).text()).isEqualTo("A list of ones, under a");
    }

    @Test
    void textWithoutJsonIsAnError() {
        local.script(Scripted.text("No."));

        assertThatThrownBy(() -> bedrock.model(NOVA).extractor().extract("A list of ones, under a"))
                .isInstanceOf(StructuredOutputException.class)
                .hasMessageContaining("contains no JSON");
    }

    @Test
    void modelHasASystemPromptAndAPast() {
        bedrock.chat(NOVA)
                .system("Only adults.")
                .turns(
                        List.of(
                                Turn.of(Message.user("I am Jon.")),
                                Turn.of(Message.assistant("Hello Jon."))))
                .extract(Person.class, "Who am I?");

        assertThat(body().array("system")).hasSize(1);
        assertThat(body().array("messages")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {HELD, NOVA})
    void streamGivesWhatThereIsAndThenTheValue(String model) {
        Chat chat = bedrock.chat(model).open();
        var seen = new ArrayList<Json>();
        Person person;
        try (ExtractionStream<Person> stream =
                chat.extractor(Person.class).extractStream("I am Susan, 13.")) {
            stream.forEach(seen::add);
            person = stream.value();
            assertThat(stream.reply().usage().output()).isPositive();
        }

        assertThat(seen).hasSizeGreaterThan(1);
        assertThat(seen.getFirst()).isEqualTo(Json.EMPTY);
        assertThat(((Json.Obj) seen.getLast()).string("name")).isEqualTo(person.name());
        assertThat(chat.turns()).hasSize(2);
        assertThat(local.requests().getLast().path()).endsWith("/converse-stream");
    }

    @Test
    void streamedListGrowsWithoutItsWrapping() {
        local.script(
                pieces(
                        "{\"value\":[{\"name\":\"S",
                        "usan\",\"age\":13},{\"name\":",
                        "\"Jon\",\"age\":4}",
                        "]}"));
        var seen = new ArrayList<String>();
        try (ExtractionStream<List<Person>> stream =
                bedrock.model(NOVA)
                        .extractor(new TypeRef<List<Person>>() {})
                        .extractStream("Who?")) {
            stream.forEach(json -> seen.add(json.toString()));
            assertThat(stream.value()).extracting(Person::name).containsExactly("Susan", "Jon");
        }

        assertThat(seen)
                .containsExactly(
                        "[{}]",
                        "[{\"name\":\"Susan\",\"age\":13},{}]",
                        "[{\"name\":\"Susan\",\"age\":13},{\"name\":\"Jon\",\"age\":4}]",
                        "[{\"name\":\"Susan\",\"age\":13},{\"name\":\"Jon\",\"age\":4}]");
    }

    @Test
    void streamBeginsAgainWhereTheAnswerIsRepaired() {
        local.script(pieces("{\"name\":\"Susan\"}"), pieces("{\"name\":\"Susan\",", "\"age\":13}"));
        var seen = new ArrayList<String>();
        Chat chat = bedrock.model(NOVA).with(Extraction.DEFAULT.withRepairs(1)).chat().open();
        try (ExtractionStream<Person> stream =
                chat.extractor(Person.class).extractStream("I am Susan, 13.")) {
            stream.forEach(json -> seen.add(json.toString()));
            assertThat(stream.value().age()).isEqualTo(13);
            assertThat(stream.reply().turns()).hasSize(3);
        }

        assertThat(seen)
                .containsExactly(
                        "{\"name\":\"Susan\"}",
                        "{\"name\":\"Susan\"}",
                        "{\"name\":\"Susan\",\"age\":13}");
        assertThat(chat.turns()).hasSize(4);
    }

    @Test
    void streamThatIsClosedEarlyLeavesNothing() {
        local.script(
                Scripted.events(
                                Event.messageStart(),
                                Event.textDelta(0, "{\"name\":\"Susan\","),
                                Event.textDelta(0, "\"age\":13}"),
                                Event.messageStop("end_turn"))
                        .afterFrames(2, new Step.Stall(new StallGate())),
                Scripted.text("Fine."));
        Chat chat = bedrock.chat(HELD).open();

        ExtractionStream<Person> stream =
                chat.extractor(Person.class).extractStream("I am Susan, 13.");
        assertThat(stream.iterator().next()).isEqualTo(Json.parse("{\"name\":\"Susan\"}"));
        stream.close();

        assertThatThrownBy(stream::value).isInstanceOf(CancelledException.class);
        assertThat(chat.turns()).isEmpty();
        assertThat(chat.ask("How are you?").text()).isEqualTo("Fine.");
    }

    @Test
    void extractsOnAnotherThread() throws Exception {
        CompletableFuture<Person> later =
                bedrock.model(NOVA).extractor(Person.class).extractAsync("I am Susan, 13.");

        assertThat(later.get(30, TimeUnit.SECONDS).name()).isNotEmpty();
    }

    @Test
    void futureThatIsCancelledStopsTheCall() throws Exception {
        var gate = new StallGate();
        local.script(Scripted.steps(new Step.Stall(gate)));
        Chat chat = bedrock.chat(NOVA).open();

        CompletableFuture<Person> later =
                chat.extractor(Person.class).extractAsync("I am Susan, 13.");
        assertThat(gate.awaitArrival(Duration.ofSeconds(30))).isTrue();
        later.cancel(true);

        assertThatThrownBy(later::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void chatThatIsBusyDoesNotExtract() {
        Chat chat = bedrock.chat(HELD).open();
        try (ExtractionStream<Person> stream =
                chat.extractor(Person.class).extractStream("I am Susan, 13.")) {
            assertThatThrownBy(() -> chat.extract(Person.class, "And I am Jon."))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(stream.value()).isNotNull();
        }
        assertThat(chat.extract(Person.class, "And I am Jon.")).isNotNull();
    }

    private Json.Obj body() {
        return (Json.Obj) local.requests().getLast().body();
    }

    private Json.Obj tool() {
        return ((Json.Obj) body().object("toolConfig").array("tools").getFirst())
                .object("toolSpec");
    }

    /** The last words of the last message. */
    private String lastText() {
        var message = (Json.Obj) body().array("messages").getLast();
        return String.valueOf(((Json.Obj) message.array("content").getLast()).string("text"));
    }

    /** An answer that is the tool's input. */
    private static Scripted use(String input) {
        return call(TOOL, input);
    }

    private static Scripted call(String tool, String input) {
        return Scripted.answer(
                (Json.Obj)
                        Json.parse(
                                "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"toolUse\":"
                                        + "{\"toolUseId\":\"t1\",\"name\":\""
                                        + tool
                                        + "\",\"input\":"
                                        + input
                                        + "}}]}},\"stopReason\":\"tool_use\",\"metrics\":{\"latencyMs\":1},"
                                        + "\"usage\":{\"inputTokens\":10,\"outputTokens\":5,\"totalTokens\":15}}"));
    }

    /** The same, in pieces. */
    private static Scripted pieces(String... input) {
        var events = new ArrayList<Event>();
        events.add(Event.messageStart());
        events.add(
                Event.blockStart(
                        0,
                        Json.object(Map.of("toolUse", Map.of("toolUseId", "t1", "name", TOOL)))));
        for (String piece : input) {
            events.add(Event.delta(0, Json.object(Map.of("toolUse", Map.of("input", piece)))));
        }
        events.add(Event.blockStop(0));
        events.add(Event.messageStop("tool_use"));
        events.add(Event.metadata(10, 5));
        return Scripted.events(events.toArray(Event[]::new));
    }
}
