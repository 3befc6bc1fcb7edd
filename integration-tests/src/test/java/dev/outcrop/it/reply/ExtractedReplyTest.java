package dev.outcrop.it.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Chat;
import dev.outcrop.ExtractionStream;
import dev.outcrop.Extractor;
import dev.outcrop.Model;
import dev.outcrop.error.IncompleteReplyException;
import dev.outcrop.error.NotFoundException;
import dev.outcrop.error.StructuredOutputException;
import dev.outcrop.it.WithLocal;
import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Event;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.schema.TypeRef;
import dev.outcrop.settings.Extraction;
import dev.outcrop.settings.Extraction.Via;
import dev.outcrop.tool.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A value together with its answer, the data of a conversation, and values that grow. */
class ExtractedReplyTest extends WithLocal {
    record Person(String name, int age) {}

    record Team(String name, List<Person> members, Optional<String> town) {}

    record Query(String text) {}

    private static final String SUSAN = "{\"name\":\"Susan\",\"age\":13}";
    private static final String QUESTION = "I am Susan, 13.";

    @ParameterizedTest
    @EnumSource
    void aValueComesWithItsReply(Called called) {
        local.script(Scripted.text(SUSAN));

        Extractor.Result<Person> result = byText(called).extractor(Person.class).reply(QUESTION);

        assertThat(result.value()).isEqualTo(new Person("Susan", 13));
        assertThat(result.error()).isNull();
        assertThat(result.reply().text()).isEqualTo(SUSAN);
        assertThat(result.reply().usage().output()).isEqualTo(5);
        assertThat(result.reply().requestId()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatDoesNotFitIsReturnedWithTheError(Called called) {
        local.script(Scripted.text("{\"name\":\"Susan\",\"age\":\"young\"}"));

        Extractor.Result<Person> result = byText(called).extractor(Person.class).reply(QUESTION);

        assertThat(result.reply().text()).contains("young");
        assertThat(result.error())
                .isInstanceOfSatisfying(
                        StructuredOutputException.class,
                        e -> {
                            assertThat(e.errors().getFirst().path()).isEqualTo("/age");
                            assertThat(e.details().requestId())
                                    .isEqualTo(result.reply().requestId());
                            assertThat(e.details().modelId()).isEqualTo(called.id());
                            assertThat(e.details().partial()).isEqualTo(result.reply().turn());
                        });
        assertThatThrownBy(result::value).isSameAs(result.error());
        assertThat(result).asString().contains("/age");
    }

    @ParameterizedTest
    @EnumSource
    void aStreamHasTheSameResult(Called called) {
        local.script(Scripted.text("{\"name\":\"Susan\"}"), Scripted.text(SUSAN));
        Extractor<Person> extractor = byText(called).extractor(Person.class);

        try (ExtractionStream<Person> stream = extractor.extractStream(QUESTION)) {
            assertThat(stream.result().error()).isInstanceOf(StructuredOutputException.class);
            assertThat(stream.result().reply().text()).isEqualTo("{\"name\":\"Susan\"}");
            assertThatThrownBy(stream::value).isInstanceOf(StructuredOutputException.class);
        }
        try (ExtractionStream<Person> stream = extractor.extractStream(QUESTION)) {
            assertThat(stream.result().value()).isEqualTo(new Person("Susan", 13));
            assertThat(stream.result().reply().text()).isEqualTo(SUSAN);
        }
    }

    @Test
    void aTruncatedAnswerIsReturnedWithTheError() {
        local.script(answer("max_tokens", "[{\"text\":\"{\\\"name\\\":\\\"Su\"}]"));

        Extractor.Result<Person> result =
                bedrock.model(CLAUDE).extractor(Person.class).reply(QUESTION);

        assertThat(result.error())
                .isInstanceOf(IncompleteReplyException.class)
                .hasMessageContaining("max_tokens");
        assertThat(result.reply().stopReason()).isEqualTo(StopReason.MAX_TOKENS);
    }

    @Test
    void aFailedCallHasNoResult() {
        local.script(Scripted.error("ResourceNotFoundException", "There is no such model."));
        Extractor<Person> extractor = bedrock.model(CLAUDE).extractor(Person.class);

        assertThatThrownBy(() -> extractor.reply(QUESTION)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void theReplyOfARepairedAnswerHasAllItsTurnsAndResponses() {
        local.script(Scripted.text("{}"), Scripted.text(SUSAN));
        Model model = bedrock.model(CLAUDE).with(new Extraction(Via.TEXT, 1));

        Extractor.Result<Person> result = model.extractor(Person.class).reply(QUESTION);

        assertThat(result.value().age()).isEqualTo(13);
        assertThat(result.reply().turns()).hasSize(3);
        assertThat(result.reply().responses()).hasSize(2);
        assertThat(result.reply().usage().output()).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource
    void theDataOfAConversationIsExtractedWithoutAQuestion(Called called) {
        local.script(Scripted.text("Hello Susan."), Scripted.text(SUSAN));
        Chat chat = byText(called).chat().open();
        chat.ask(QUESTION);

        assertThat(chat.extract(Person.class)).isEqualTo(new Person("Susan", 13));

        assertThat(body().toString()).contains(QUESTION, "conversation so far");
        assertThat(chat.turns()).hasSize(4);
        assertThat(chat.lastTurn(Role.ASSISTANT))
                .satisfies(turn -> assertThat(turn.text()).isEqualTo(SUSAN));
    }

    @Test
    void aQuestionWithoutAnswerIsTheQuestion() {
        local.script(Scripted.text(SUSAN));
        Chat chat = bedrock.model(CLAUDE).chat().open();
        chat.setTurns(List.of(Turn.of(Message.user(QUESTION))));

        assertThat(chat.extract(Person.class).name()).isEqualTo("Susan");

        assertThat(body().array("messages")).hasSize(1);
        assertThat(body().toString()).doesNotContain("conversation so far");
        assertThat(chat.turns()).hasSize(2);
    }

    @Test
    void theDataOfAConversationIsExtractedAsAStreamAndAsync() {
        local.script(Scripted.text("Hello."), Scripted.text(SUSAN), Scripted.text(SUSAN));
        Chat chat = bedrock.model(CLAUDE).chat().open();
        chat.ask(QUESTION);

        try (ExtractionStream<Person> stream = chat.extractor(Person.class).extractStream()) {
            assertThat(stream.value().age()).isEqualTo(13);
        }
        assertThat(chat.extractor(Person.class).extractAsync().join().age()).isEqualTo(13);
        assertThat(chat.turns()).hasSize(6);
    }

    @Test
    void withoutAConversationAQuestionIsNeeded() {
        assertThatThrownBy(() -> bedrock.model(CLAUDE).extract(Person.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pass a question");
        assertThatThrownBy(() -> bedrock.model(CLAUDE).chat().extract(Person.class))
                .isInstanceOf(IllegalArgumentException.class);
        Chat chat = bedrock.model(CLAUDE).chat().open();
        assertThatThrownBy(() -> chat.extract(Person.class))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(local.requests()).isEmpty();
        assertThat(chat.ask("Hello").text()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        CLAUDE + ", TEXT",
        CLAUDE + ", FORCED_TOOL",
        NOVA + ", TEXT",
        NOVA + ", FORCED_TOOL",
        LLAMA + ", TEXT",
        LLAMA + ", TOOL"
    })
    void toolResultsAtTheEndAreTheQuestion(String id, Via via) {
        Chat chat = bedrock.model(id).with(Extraction.DEFAULT.withVia(via)).chat().open();
        chat.setTurns(
                List.of(
                        Turn.of(Message.user("Who?")),
                        Turn.of(
                                Message.assistant(
                                        new Content.ToolUse(
                                                "t1", "lookup", Json.EMPTY, null, Json.EMPTY))),
                        Turn.of(
                                Message.user(
                                        new Content.ToolResult(
                                                "t1",
                                                List.of(Content.text(QUESTION)),
                                                null,
                                                null,
                                                Json.EMPTY)))));
        local.script(Scripted.text(SUSAN));

        assertThat(chat.extract(Person.class).age()).isEqualTo(13);

        assertThat(body().toString()).contains(QUESTION).doesNotContain("conversation so far");
        assertThat(chat.turns()).hasSize(4);
    }

    @Test
    void toolCallsThatHaveNotRunComeFirst() {
        Chat chat = bedrock.model(CLAUDE).chat().open();
        chat.setTurns(
                List.of(
                        Turn.of(Message.user("Who?")),
                        Turn.of(
                                Message.assistant(
                                        new Content.ToolUse(
                                                "t1", "lookup", Json.EMPTY, null, Json.EMPTY)))));

        assertThatThrownBy(() -> chat.extract(Person.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("resume()");
    }

    @ParameterizedTest
    @EnumSource
    void toolsRunBeforeTheDataIsExtracted(Called called) {
        local.script(
                answer(
                        "tool_use",
                        "[{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"lookup\",\"input\":"
                                + "{\"text\":\"Susan\"}}}]"),
                Scripted.text(SUSAN));
        Chat chat =
                byText(called)
                        .chat()
                        .tools(Tool.of("lookup", "Looks it up", Query.class, query -> "13 years"))
                        .open();

        Extractor.Result<Person> result = chat.extractor(Person.class).reply("How old is Susan?");

        assertThat(result.value().age()).isEqualTo(13);
        assertThat(result.reply().turns()).hasSize(3);
        assertThat(body().toString()).contains("13 years");
    }

    @Test
    void aQuestionOfBlocksOnlyIsAsked() {
        local.script(Scripted.text(SUSAN));

        assertThat(bedrock.model(CLAUDE).extract(Person.class, Content.text(QUESTION)).age())
                .isEqualTo(13);
    }

    @Test
    void elementsOfAStreamedListAreValuesOnceTheyAreComplete() {
        local.script(
                pieces(
                        "{\"value\":[{\"name\":\"S",
                        "usan\",\"age\":13},{\"name\":",
                        "\"Jon\",\"age\":4}",
                        "]}"));
        var seen = new ArrayList<List<Person>>();
        try (ExtractionStream<List<Person>> stream =
                bedrock.model(NOVA)
                        .extractor(new TypeRef<List<Person>>() {})
                        .extractStream("Who?")) {
            stream.values().forEach(seen::add);
            assertThat(stream.value()).isEqualTo(seen.getLast());
        }

        assertThat(seen)
                .containsExactly(
                        List.of(),
                        List.of(new Person("Susan", 13)),
                        List.of(new Person("Susan", 13), new Person("Jon", 4)));
    }

    @Test
    void aStreamedRecordIsAValueOnceItsRequiredMembersAreThere() {
        local.script(
                pieces(
                        "{\"name\":\"Us\",",
                        "\"members\":[",
                        SUSAN + ",{\"na",
                        "me\":\"Jon\",\"age\":4}],",
                        "\"town\":\"Oslo\"}"));
        var seen = new ArrayList<Team>();
        try (ExtractionStream<Team> stream =
                bedrock.model(NOVA).extractor(Team.class).extractStream("Who?")) {
            stream.values().forEach(seen::add);
        }

        var susan = new Person("Susan", 13);
        var jon = new Person("Jon", 4);
        assertThat(seen)
                .containsExactly(
                        new Team("Us", List.of(), Optional.empty()),
                        new Team("Us", List.of(susan), Optional.empty()),
                        new Team("Us", List.of(susan, jon), Optional.empty()),
                        new Team("Us", List.of(susan, jon), Optional.of("Oslo")));
    }

    @Test
    void aPartThatNeverFitsIsNoValue() {
        local.script(pieces("{\"name\":1,", "\"age\":\"x\",", "\"a\":[]}"));
        var seen = new ArrayList<Person>();
        try (ExtractionStream<Person> stream =
                bedrock.model(NOVA).extractor(Person.class).extractStream("Who?")) {
            assertThatThrownBy(() -> stream.values().forEach(seen::add))
                    .isInstanceOf(StructuredOutputException.class);
        }
        assertThat(seen).isEmpty();
    }

    private Model byText(Called called) {
        return called.in(bedrock).with(Extraction.DEFAULT.withVia(Via.TEXT));
    }

    private static Scripted pieces(String... input) {
        var events = new ArrayList<Event>();
        events.add(Event.messageStart());
        events.add(
                Event.blockStart(
                        0,
                        object("{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"give_answer\"}}")));
        for (String piece : input) {
            events.add(
                    Event.delta(
                            0,
                            Json.EMPTY.with("toolUse", Json.EMPTY.with("input", Json.of(piece)))));
        }
        events.add(Event.blockStop(0));
        events.add(Event.messageStop("tool_use"));
        events.add(Event.metadata(10, 5));
        return Scripted.events(events.toArray(Event[]::new));
    }
}
