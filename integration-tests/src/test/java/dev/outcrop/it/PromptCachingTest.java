package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;
import dev.outcrop.message.Usage;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.PromptCaching;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cache points, params and prices, from a chat to the wire and back. */
@LocalBedrockTest
class PromptCachingTest {
    private static final String MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final int TURNS = 50;

    /** What a token costs, in tokens that the cache has nothing to do with. */
    private static final double READ = 0.1;

    private static final double WRITE = 1.25;

    private static final String LONG = "word ".repeat(2_000);
    private static final Json POINT = Json.parse("{\"cachePoint\":{\"type\":\"default\"}}");
    private static final Json POINT_1H =
            Json.parse("{\"cachePoint\":{\"type\":\"default\",\"ttl\":\"1h\"}}");

    private static final Map<String, ?> SEARCH =
            Map.of(
                    "toolSpec",
                    Map.of(
                            "name",
                            "search",
                            "description",
                            "Searches the handbook.",
                            "inputSchema",
                            Map.of("json", Map.of("type", "object"))));

    private LocalBedrock local;
    private Bedrock bedrock;

    @BeforeEach
    void start(LocalBedrock local, Bedrock bedrock) {
        this.local = local;
        this.bedrock = bedrock;
    }

    @Test
    void pointsAreSentAndNotKept() {
        Chat chat = bedrock.chat(MODEL).system(LONG).open();
        chat.ask("One?");
        try (ReplyStream stream = chat.stream("Two?")) {
            stream.reply();
        }

        Json.Obj body = lastBody();
        assertThat(body.array("system")).endsWith(POINT).hasSize(2);
        assertThat(content(body, 0)).endsWith(POINT).hasSize(2);
        assertThat(content(body, 2)).endsWith(POINT).hasSize(2);
        assertThat(chat.turns())
                .noneMatch(
                        turn ->
                                turn.content().stream()
                                        .anyMatch(Content.CachePoint.class::isInstance));
    }

    @Test
    void anotherModelIsCachedByItsOwnRules() {
        Chat chat = bedrock.model(MODEL).with(PromptCaching.ONE_HOUR).chat().system(LONG).open();
        chat.ask("One?");
        assertThat(lastBody().array("system")).endsWith(POINT_1H);

        chat.setModel("us.meta.llama3-3-70b-instruct-v1:0");
        chat.setModel(MODEL);
        chat.fork().ask("Two?");
        assertThat(lastBody().array("system")).endsWith(POINT_1H);
    }

    @Test
    void nothingIsAddedWhereThereIsNoCaching() {
        bedrock.chat("us.meta.llama3-3-70b-instruct-v1:0").system(LONG).ask("One?");
        assertThat(lastBody().array("system")).hasSize(1);

        bedrock.model(MODEL).with(PromptCaching.NONE).chat().system(LONG).ask("One?");
        assertThat(lastBody().array("system")).hasSize(1);
    }

    @Test
    void repliesAndChatsHaveACost() {
        Chat chat = bedrock.chat(MODEL).open();
        Reply first = chat.ask("One?");
        Reply second;
        try (ReplyStream stream = chat.stream("Two?")) {
            second = stream.reply();
        }

        assertThat(first.cost().isKnown()).isTrue();
        assertThat(first.cost().usd()).isPositive();
        assertThat(chat.cost()).isEqualTo(first.cost().plus(second.cost()));
    }

    @Test
    void paramsAreSpelledForTheModel() {
        bedrock.model("us.amazon.nova-lite-v1:0").with(Params.DEFAULT.withTopK(5)).invoke("Hi");

        assertThat(lastBody().get("additionalModelRequestFields"))
                .isEqualTo(Json.parse("{\"inferenceConfig\":{\"topK\":5}}"));
    }

    /** Claude refuses a point directly after a document that is not a PDF. */
    @Test
    void noPointFollowsATableDirectly() {
        Content table =
                new Content.Document(
                        "csv", "table", Source.bytes("a,b".getBytes(StandardCharsets.UTF_8)));

        bedrock.model(MODEL).chat().open().ask(Content.text(LONG), table);

        Json.Obj message =
                (Json.Obj)
                        ((Json.Obj) local.requests().getLast().body()).array("messages").getFirst();
        assertThat(message.array("content")).hasSize(3);
        assertThat(message.array("content").get(1)).isEqualTo(POINT);
    }

    /** What a call could read is all that the call before it asked; what is new must be written. */
    @Test
    void aLongConversationReadsAlmostAllThatItCouldAndCostsWhatItMust() {
        Model model =
                bedrock.model(MODEL)
                        .withApiArgs(Map.of("toolConfig", Map.of("tools", List.of(SEARCH))));
        var said = new ArrayList<Message>();
        said.add(Message.system("You know the handbook."));
        long before = 0;
        long read = 0;
        long could = 0;
        long input = 0;
        double paid = 0;
        double least = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            var handbook = Source.bytes(LONG.getBytes(StandardCharsets.UTF_8));
            said.add(
                    turn > 0
                            ? Message.user("Question " + turn + ": " + "why ".repeat(20))
                            : Message.user(
                                    new Content.Document("txt", "handbook", handbook),
                                    Content.text("What is in it?")));
            for (boolean searched = turn % 3 == 0; ; searched = true) {
                Usage usage = model.invoke(said.toArray(Message[]::new)).usage();
                read += usage.cacheRead();
                could += before;
                long asked = usage.input() + usage.cacheRead() + usage.cacheWrite();
                paid += usage.input() + READ * usage.cacheRead() + WRITE * usage.cacheWrite();
                least += READ * before + WRITE * (asked - before);
                before = asked;
                input += before;
                if (searched) {
                    break;
                }
                search(turn, said);
            }
            said.add(Message.assistant("Because. ".repeat(40)));
        }

        System.out.printf(
                "caching, local Bedrock: %d of %d input tokens read from the cache; %d could be:"
                        + " %.1f %%; paid as %.0f tokens without a cache, %.0f at best: %.3f%n",
                read, input, could, 100.0 * read / could, paid, least, paid / least);
        assertThat(read).isBetween(could * 95 / 100, could);
        assertThat(paid).isLessThanOrEqualTo(1.05 * least).isLessThan(0.5 * input);
    }

    /** More calls of tools in one round than Bedrock looks back. */
    private static void search(int turn, List<Message> said) {
        var calls = new ArrayList<Content>();
        var results = new ArrayList<Content>();
        for (int i = 0; i < 14; i++) {
            String id = "t" + turn + "-" + i;
            calls.add(new Content.ToolUse(id, "search", Json.object(Map.of("page", i))));
            results.add(new Content.ToolResult(id, List.of(Content.text("found ".repeat(30)))));
        }
        said.add(Message.assistant(calls.toArray(Content[]::new)));
        said.add(Message.user(results.toArray(Content[]::new)));
    }

    private Json.Obj lastBody() {
        return (Json.Obj) local.requests().getLast().body();
    }

    private static List<Json> content(Json.Obj body, int message) {
        return ((Json.Obj) body.array("messages").get(message)).array("content");
    }
}
