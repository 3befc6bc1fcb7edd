package dev.outcrop.internal.caching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.internal.family.CacheRules;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;
import dev.outcrop.message.ToolDefinition;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

class CachePolicyTest {
    private static final CacheRules CLAUDE = new CacheRules(1_024, true, true, true);
    private static final CacheRules CLAUDE_4 = new CacheRules(1_024, true, true, false);
    private static final CacheRules NOVA = new CacheRules(1_000, false, false, false);
    private static final CachePolicy FIVE = new CachePolicy(CLAUDE, false, RawCachePoints.NONE);
    private static final CachePolicy HOUR = new CachePolicy(CLAUDE, true, RawCachePoints.NONE);

    private static final Content LONG = Content.text("word ".repeat(2_000));
    private static final Content POINT = new Content.CachePoint(null);
    private static final Content POINT_1H = new Content.CachePoint("1h");
    private static final Content.ToolResult RESULT =
            new Content.ToolResult("t1", List.of(Content.text("4")));

    private static final ConverseRequest TALK =
            ConverseRequest.builder("m")
                    .toolConfig(tools())
                    .system("Be brief.")
                    .messages(
                            Message.user(LONG),
                            Message.assistant("One."),
                            Message.user("Two?"),
                            Message.assistant("Two."),
                            Message.user("Three?"))
                    .build();

    @Test
    void marksTheLastTwoCallsAndTheParts() {
        ConverseRequest longPrompt = TALK.toBuilder().system(List.of(LONG)).build();

        assertThat(places(FIVE.in(longPrompt))).containsExactly("system.1", "2.1", "4.1");
        assertThat(places(FIVE.in(longPrompt.toBuilder().toolConfig(longTools()).build())))
                .containsExactly("tools.1", "system.1", "2.1", "4.1");
    }

    @Test
    void leavesTheRequestItselfAlone() {
        assertThat(places(TALK)).isEmpty();
        FIVE.in(TALK);
        assertThat(places(TALK)).isEmpty();
    }

    @Test
    void marksNothingThatIsTooShortToBeKept() {
        ConverseRequest small =
                ConverseRequest.builder("m").system("Hi").messages(Message.user("Hi")).build();

        assertThat(FIVE.in(small)).isSameAs(small);
        assertThat(places(FIVE.in(TALK))).containsExactly("2.1", "4.1");
    }

    @Test
    void countsWhatIsBefore() {
        ConverseRequest exactly = ask(Content.text("x".repeat(4 * 1_024)));
        ConverseRequest lessByOne = ask(Content.text("x".repeat(4 * 1_024 - 1)));
        ConverseRequest threeBytesEach = ask(Content.text("字".repeat(4 * 1_024 / 3 + 1)));
        ConverseRequest file =
                ask(new Content.Document("pdf", "d", Source.s3("s3://b/k")), Content.text("?"));

        assertThat(places(FIVE.in(exactly))).containsExactly("0.1");
        assertThat(places(FIVE.in(lessByOne))).isEmpty();
        assertThat(places(FIVE.in(threeBytesEach))).containsExactly("0.1");
        assertThat(places(FIVE.in(file))).containsExactly("0.2");
    }

    @Test
    void isNeverTheOnlyBlock() {
        ConverseRequest empty =
                ConverseRequest.builder("m").system(List.of(LONG)).messages(Message.user()).build();

        assertThat(places(FIVE.in(empty))).containsExactly("system.1");
    }

    @Test
    void ofMessagesOfOneSideOnlyTheLastEndsACall() {
        ConverseRequest twice =
                ConverseRequest.builder("m")
                        .messages(
                                Message.user(LONG),
                                Message.user("and"),
                                Message.assistant("Yes?"),
                                Message.user("so"),
                                Message.user("what"))
                        .build();

        assertThat(places(FIVE.in(twice))).containsExactly("1.1", "4.1");
    }

    @Test
    void thereAreNeverMoreThanFour() {
        List<Content> marked = Collections.nCopies(3, Content.text("x"));
        var own = new ArrayList<>(marked);
        own.add(1, POINT);
        own.add(3, POINT);
        ConverseRequest two =
                TALK.toBuilder()
                        .toolConfig(longTools())
                        .messages(
                                Message.user(own.toArray(Content[]::new)),
                                Message.assistant("1"),
                                Message.user("2"),
                                Message.assistant("3"),
                                Message.user("4"))
                        .build();
        var others = new RawCachePoints(1, true, false);

        assertThat(places(FIVE.in(two))).containsExactly("0.1", "0.3", "2.1", "4.1");
        assertThat(places(new CachePolicy(CLAUDE, false, others).in(two)))
                .containsExactly("0.1", "0.3", "4.1");
        assertThat(new CachePolicy(CLAUDE, false, new RawCachePoints(2, true, false)).in(two))
                .isSameAs(two);
    }

    @Test
    void aPartWithAPointOfTheCallersGetsNoneOfOurs() {
        ConverseRequest own =
                TALK.toBuilder()
                        .system(List.of(LONG, POINT, Content.text("Today is Monday.")))
                        .build();

        assertThat(places(FIVE.in(own))).containsExactly("system.1", "2.1", "4.1");
    }

    @Test
    void anHourIsSaidOnlyWhereTheModelHasIt() {
        assertThat(lives(HOUR.in(TALK))).containsExactly("1h", "1h");
        assertThat(lives(FIVE.in(TALK))).containsExactly("5m", "5m");
        assertThat(lives(new CachePolicy(CLAUDE_4, true, RawCachePoints.NONE).in(TALK)))
                .containsExactly("5m", "5m");
    }

    @Test
    void anHourNeverComesAfterFiveMinutes() {
        ConverseRequest shortFirst =
                TALK.toBuilder().system(List.of(LONG, POINT)).toolConfig(longTools()).build();
        ConverseRequest hourLast =
                TALK.toBuilder()
                        .toolConfig(longTools())
                        .messages(
                                Message.user(LONG),
                                Message.assistant("1"),
                                Message.user(Content.text("2"), POINT_1H))
                        .build();

        assertThat(lives(HOUR.in(shortFirst))).containsExactly("1h", "5m", "5m", "5m");
        assertThat(lives(FIVE.in(hourLast))).containsExactly("1h");
        assertThat(lives(HOUR.in(hourLast))).containsExactly("1h", "1h", "1h", "1h");
        assertThat(
                        lives(
                                new CachePolicy(CLAUDE, true, new RawCachePoints(1, true, false))
                                        .in(TALK)))
                .containsExactly("5m", "5m");
    }

    @Test
    void novaHasNoPointsAmongToolsAndResults() {
        ConverseRequest loop =
                TALK.toBuilder()
                        .toolConfig(longTools())
                        .messages(
                                Message.user(LONG),
                                Message.assistant("1"),
                                Message.user("2"),
                                Message.assistant(new Content.ToolUse("t1", "add", Json.EMPTY)),
                                Message.user(RESULT))
                        .build();

        assertThat(places(new CachePolicy(NOVA, false, RawCachePoints.NONE).in(loop)))
                .containsExactly("system.1", "0.1", "2.1");
        assertThat(places(FIVE.in(loop))).containsExactly("tools.1", "system.1", "2.1", "4.1");
    }

    @Test
    void findsThePointsInJson() {
        Json args =
                Json.from(
                        Map.of(
                                "system",
                                List.of(
                                        Map.of("text", "x"),
                                        Map.of("cachePoint", Map.of("type", "default"))),
                                "toolConfig",
                                Map.of(
                                        "tools",
                                        List.of(
                                                Map.of(
                                                        "cachePoint",
                                                        Map.of("type", "default", "ttl", "1h"))))));

        assertThat(RawCachePoints.in(args)).isEqualTo(new RawCachePoints(2, true, true));
        assertThat(RawCachePoints.in(Json.EMPTY)).isEqualTo(RawCachePoints.NONE);
    }

    private static ConverseRequest ask(Content... content) {
        return ConverseRequest.builder("m").messages(Message.user(content)).build();
    }

    private static ToolConfig tools() {
        return new ToolConfig(List.of(tool("Adds.")));
    }

    private static ToolConfig longTools() {
        return new ToolConfig(List.of(tool("Adds. ".repeat(1_000))));
    }

    private static ToolDefinition tool(String description) {
        return new ToolDefinition.Spec("add", description, Json.EMPTY, null, Json.EMPTY);
    }

    private static List<String> places(ConverseRequest request) {
        return points(request).stream().map(Map.Entry::getKey).toList();
    }

    private static List<String> lives(ConverseRequest request) {
        return points(request).stream()
                .map(Map.Entry::getValue)
                .map(point -> point.ttl() == null ? "5m" : point.ttl())
                .toList();
    }

    private static List<Map.Entry<String, Content.CachePoint>> points(ConverseRequest request) {
        var found = new ArrayList<Map.Entry<String, Content.CachePoint>>();
        if (request.toolConfig() != null) {
            points("tools", request.toolConfig().tools(), found);
        }
        points("system", request.system(), found);
        for (int i = 0; i < request.messages().size(); i++) {
            points(Integer.toString(i), request.messages().get(i).content(), found);
        }
        return found;
    }

    private static void points(
            String part, List<?> blocks, List<Map.Entry<String, Content.CachePoint>> found) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof Content.CachePoint point) {
                found.add(Map.entry(part + "." + i, point));
            }
        }
    }
}
