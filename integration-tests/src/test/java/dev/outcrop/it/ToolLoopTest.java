package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.CancelledException;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.ToolDefinition;
import dev.outcrop.message.Turn;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.tool.Tool;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Chats that have tools, over sockets, in all the ways to ask. */
@LocalBedrockTest
class ToolLoopTest {
    private static final String MODEL = "us.amazon.nova-lite-v1:0";
    private static final JsonSchema PLACE =
            JsonSchema.parse(
                    "{\"type\":\"object\",\"properties\":{\"place\":{\"type\":\"string\"}},"
                            + "\"required\":[\"place\"]}");

    private final AtomicInteger runs = new AtomicInteger();
    private final Tool weather =
            Tool.of("weather", "The weather.", PLACE, input -> "rain " + runs.incrementAndGet());
    private LocalBedrock local;
    private Bedrock bedrock;

    @BeforeEach
    void start(LocalBedrock local, Bedrock bedrock) {
        this.local = local;
        this.bedrock = bedrock;
    }

    @Test
    void aReplyHasAllTurnsAndTheirSum() {
        local.script(calls("t1"), calls("t2"), text("It rains."));
        Chat chat = bedrock.chat(MODEL).tools(weather).open();

        Reply reply = chat.ask("Do I need a coat?");

        assertThat(reply.text()).isEqualTo("It rains.");
        assertThat(reply.turns()).hasSize(5);
        assertThat(reply.attempts()).isEqualTo(3);
        assertThat(reply.usage().input()).isEqualTo(30);
        assertThat(reply.cost().usd()).isEqualTo(chat.cost().usd()).isPositive();
        assertThat(chat.turns()).hasSize(6);
        assertThat(chat.rounds()).hasSize(1);
        assertThat(toolConfig().array("tools")).hasSize(1);
    }

    @Test
    void aStreamShowsWhatTheToolsDoBetweenTheModelsEvents() {
        local.script(calls("t1", "t2"), text("It rains."));
        Chat chat = bedrock.chat(MODEL).tools(weather).open();

        var kinds = new ArrayList<String>();
        Reply reply;
        try (ReplyStream stream = chat.stream("Do I need a coat?")) {
            for (StreamEvent event : stream) {
                kinds.add(event.getClass().getSimpleName());
            }
            reply = stream.reply();
        }

        int first = kinds.indexOf("ToolRequested");
        assertThat(kinds.subList(first, first + 4))
                .containsExactly("ToolRequested", "ToolRequested", "ToolReturned", "ToolReturned");
        assertThat(kinds.subList(0, first)).contains("MessageStop");
        assertThat(kinds.subList(first + 4, kinds.size())).contains("MessageStart", "TextDelta");
        assertThat(reply.text()).isEqualTo("It rains.");
        assertThat(reply.turns()).hasSize(3);
        assertThat(chat.turns()).hasSize(4);
    }

    @Test
    void laterAndPublishedItIsTheSame() throws Exception {
        local.script(calls("t1"), text("It rains."));
        Chat chat = bedrock.chat(MODEL).tools(weather).open();
        CompletableFuture<Reply> later = chat.askAsync("Do I need a coat?");
        assertThat(later.get(30, TimeUnit.SECONDS).turns()).hasSize(3);

        local.script(calls("t2"), text("It rains."));
        var seen = new ArrayList<StreamEvent>();
        var done = new CountDownLatch(1);
        chat.publish(Content.text("And now?")).subscribe(all(seen, done));
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(seen).anyMatch(StreamEvent.ToolReturned.class::isInstance);
        assertThat(chat.turns()).hasSize(8);
        assertThat(runs).hasValue(2);
    }

    @Test
    void aSubscriberThatAsksForNothingMoreIsToldWhenTheClientIsClosed() throws Exception {
        local.script(calls("t1"), text("It rains."));
        var returned = new CountDownLatch(1);
        var failed = new CountDownLatch(1);
        bedrock.chat(MODEL)
                .tools(weather)
                .open()
                .publish(Content.text("Do I need a coat?"))
                .subscribe(untilToolsReturned(returned, failed));
        assertThat(returned.await(30, TimeUnit.SECONDS)).isTrue();
        while (local.requests().size() < 2) {
            Thread.onSpinWait(); // the second call is about to be made
        }

        bedrock.close();

        assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static Flow.Subscriber<StreamEvent> untilToolsReturned(
            CountDownLatch returned, CountDownLatch failed) {
        return new Flow.Subscriber<>() {
            private Flow.Subscription subscription;

            @Override
            public void onSubscribe(Flow.Subscription given) {
                subscription = given;
                subscription.request(1);
            }

            @Override
            public void onNext(StreamEvent event) {
                if (event instanceof StreamEvent.ToolReturned) {
                    returned.countDown();
                } else {
                    subscription.request(1);
                }
            }

            @Override
            public void onError(Throwable e) {
                failed.countDown();
            }

            @Override
            public void onComplete() {}
        };
    }

    @Test
    void cancellingALaterAnswerStopsItsTools() throws Exception {
        local.script(calls("t1"));
        var began = new CountDownLatch(1);
        var freed = new CountDownLatch(1);
        Tool slow =
                Tool.of(
                        "weather",
                        "The weather.",
                        PLACE,
                        input -> {
                            began.countDown();
                            try {
                                return new CountDownLatch(1).await(1, TimeUnit.HOURS);
                            } finally {
                                freed.countDown();
                            }
                        });
        CompletableFuture<Reply> later =
                bedrock.chat(MODEL).tools(slow).open().askAsync("Do I need a coat?");
        assertThat(began.await(30, TimeUnit.SECONDS)).isTrue();

        later.cancel(true);

        assertThat(freed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closingAStreamFromAnotherThreadStopsItsTools() throws Exception {
        local.script(calls("t1"));
        var streams = new ArrayList<ReplyStream>();
        var freed = new CountDownLatch(1);
        Tool closing =
                Tool.of(
                        "weather",
                        "The weather.",
                        PLACE,
                        input -> {
                            Thread.ofVirtual().start(streams.getFirst()::close);
                            try {
                                return new CountDownLatch(1).await(1, TimeUnit.HOURS);
                            } finally {
                                freed.countDown();
                            }
                        });
        Chat chat = bedrock.chat(MODEL).tools(closing).open();

        try (ReplyStream stream = chat.stream("Do I need a coat?")) {
            streams.add(stream);
            assertThatThrownBy(stream::reply).isInstanceOf(CancelledException.class);
        }

        assertThat(freed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(chat.turns()).as("question, calls, cancelled result").hasSize(3);
        assertThat(chat.ask("And now?").text()).isNotBlank();
    }

    @Test
    void anErrorOfAToolEndsAStreamAndIsThrownOnce() {
        local.script(calls("t1"));
        var error = new AssertionError("cannot be");
        Tool bad =
                Tool.of(
                        "weather",
                        "The weather.",
                        PLACE,
                        input -> {
                            throw error;
                        });
        Chat chat = bedrock.chat(MODEL).tools(bad).open();

        try (ReplyStream stream = chat.stream("Do I need a coat?")) {
            assertThatThrownBy(stream::reply).isSameAs(error);
            assertThatThrownBy(stream::reply)
                    .isInstanceOf(CancelledException.class)
                    .hasCause(error);
        }
        assertThat(bedrock.liveCalls()).isZero();
        assertThat(chat.turns()).hasSize(3);
        assertThat(chat.ask("And now?").text()).isNotBlank();
    }

    @Test
    void aForcedChoiceIsForTheFirstRoundOnly() {
        local.script(calls("t1"), text("It rains."));
        Chat chat = bedrock.chat(MODEL).tools(weather).open();

        chat.with(ToolChoice.tool("weather")).ask("Do I need a coat?");

        assertThat(toolConfig(0).get("toolChoice"))
                .isEqualTo(Json.parse("{\"tool\":{\"name\":\"weather\"}}"));
        assertThat(toolConfig(1).get("toolChoice")).isEqualTo(Json.parse("{\"auto\":{}}"));
        assertThat(chat.turns()).as("the same conversation").hasSize(4);
        chat.ask("And now?");
        assertThat(toolConfig().get("toolChoice")).isNull();
    }

    @Test
    void withNoToolsToBeUsedTheModelIsAskedWithoutThem() {
        local.script(calls("t1"), text("It rains."));
        Chat chat = bedrock.chat(MODEL).tools(weather).open();

        chat.with(ToolChoice.NONE).ask("Hi");
        assertThat(((Json.Obj) local.requests().get(0).body()).get("toolConfig")).isNull();
        assertThat(((Json.Obj) local.requests().get(1).body()).get("toolConfig"))
                .as("named, as they were used")
                .isNotNull();
        assertThat(runs).as("it called one all the same").hasValue(0);
    }

    @Test
    void aModelOnlyTellsOfItsTools() {
        local.script(calls("t1"));

        Reply reply = bedrock.model(MODEL).withTools(weather).invoke("Do I need a coat?");

        assertThat(reply.stopReason()).isEqualTo(StopReason.TOOL_USE);
        assertThat(reply.turn().toolUses()).hasSize(1);
        assertThat(runs).hasValue(0);
        assertThat(toolConfig().array("tools")).hasSize(1);
    }

    @Test
    void callsOfAToolThatIsOnlyToldOfAreTheCallersToAnswer() {
        local.script(calls("t1"), text("It rains."));
        ToolDefinition told = weather.definition();
        Chat chat = bedrock.chat(MODEL).tools(told, sun()).open();

        Reply reply = chat.ask("Do I need a coat?");
        assertThat(reply.stopReason()).isEqualTo(StopReason.TOOL_USE);

        reply = chat.ask(new Content.ToolResult("t1", List.of(Content.text("rain"))));
        assertThat(reply.text()).isEqualTo("It rains.");
        assertThat(chat.turns()).hasSize(4);
    }

    @Test
    void callsThatNobodyRanAreRunWhenTheChatIsResumed() {
        local.script(calls("t1"));
        Reply asked = bedrock.model(MODEL).withTools(weather).invoke("Do I need a coat?");
        var past = List.of(Turn.of(Message.user("Do I need a coat?")), asked.turn());
        local.script(text("It rains."), text("It rains."));

        Chat chat = bedrock.chat(MODEL).turns(past).tools(weather).open();
        Chat other = chat.fork();
        assertThat(chat.resume().turns()).hasSize(2);
        assertThat(runs).hasValue(1);
        assertThat(chat.turns()).hasSize(4);
        assertThatThrownBy(chat::resume).isInstanceOf(IllegalStateException.class);

        try (ReplyStream stream = other.resumeStream()) {
            assertThat(stream.iterator().next()).isInstanceOf(StreamEvent.ToolRequested.class);
            assertThat(stream.reply().text()).isEqualTo("It rains.");
        }
        assertThat(other.turns()).hasSize(4);
    }

    @Test
    void callsThatNobodyRanAreAnsweredAsSuchWhenSomethingElseIsAsked() {
        local.script(calls("t1"));
        Reply asked = bedrock.model(MODEL).withTools(weather).invoke("Do I need a coat?");
        var past = List.of(Turn.of(Message.user("Do I need a coat?")), asked.turn());

        bedrock.chat(MODEL).turns(past).tools(weather).open().ask("Never mind.");

        assertThat(runs).hasValue(0);
        assertThat(local.requests().getLast().body().toString())
                .contains("This call has no result.");
    }

    @Test
    void aForkSharesNoHooksAndNoTools() {
        Chat chat = bedrock.chat(MODEL).tools(weather).open();
        Chat fork = chat.fork();
        chat.onToolRequest(request -> request.reject("not here"));
        chat.tools(sun());
        local.script(calls("t1"), text("It rains."), calls("t2"), text("It rains."));

        fork.ask("Do I need a coat?");
        assertThat(runs).hasValue(1);
        assertThat(fork.toolbox().names()).containsExactly("weather");

        chat.ask("Do I need a coat?");
        assertThat(runs).hasValue(1);
    }

    @Test
    void theLoopGoesOnWithTheModelsOwnWords() {
        local.script(
                answer(
                        "[{\"reasoningContent\":{\"reasoningText\":{\"text\":\"hm\",\"signature\":"
                                + "\"c2ln\"}}},{\"text\":\"Let me see.\"},"
                                + "{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"weather\",\"input\":"
                                + "{\"place\":\"Oslo\"},\"type\":\"tool_use\"}}]",
                        "tool_use"),
                text("It rains."));
        Chat chat =
                bedrock.chat("us.anthropic.claude-sonnet-4-5-20250929-v1:0").tools(weather).open();

        chat.ask("Do I need a coat?");

        Json.Obj said =
                (Json.Obj) ((Json.Obj) local.requests().getLast().body()).array("messages").get(1);
        assertThat(said.array("content"))
                .isEqualTo(
                        ((Json.Arr)
                                        Json.parse(
                                                "[{\"reasoningContent\":{\"reasoningText\":{\"text\":\"hm\",\"signature\":\"c2ln\"}}},{\"text\":\"Let me see.\"},{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"weather\",\"input\":{\"place\":\"Oslo\"}}}]"))
                                .elements());
    }

    /**
     * A figure for those who want one; that they run at once is shown without a clock elsewhere.
     */
    @Test
    void eightToolsOf200MillisecondsTakeLittleMoreThanOne() {
        Tool slow =
                Tool.of(
                        "weather",
                        "The weather.",
                        PLACE,
                        input -> new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS));
        local.script(calls("1", "2", "3", "4", "5", "6", "7", "8"), text("It rains."));
        Chat chat = bedrock.chat(MODEL).tools(slow).open();

        long began = System.nanoTime();
        Reply reply = chat.ask("Do I need a coat?");
        long took = (System.nanoTime() - began) / 1_000_000;

        System.out.printf(
                "tools: 8 calls of 200 ms at once, with two calls of the model: %d ms%n", took);
        assertThat(reply.turns().get(1).content()).hasSize(8);
    }

    private static Tool sun() {
        return Tool.of("sun", "The sun.", PLACE, input -> "shines");
    }

    private Json.Obj toolConfig() {
        return toolConfig(local.requests().size() - 1);
    }

    private Json.Obj toolConfig(int request) {
        return ((Json.Obj) local.requests().get(request).body()).object("toolConfig");
    }

    private static Scripted text(String text) {
        return answer("[{\"text\":" + Json.of(text) + "}]", "end_turn");
    }

    private static Scripted calls(String... ids) {
        var blocks = new StringBuilder("[");
        for (String id : ids) {
            blocks.append(blocks.length() == 1 ? "" : ",")
                    .append("{\"toolUse\":{\"toolUseId\":\"")
                    .append(id)
                    .append("\",\"name\":\"weather\",\"input\":{\"place\":\"Oslo\"}}}");
        }
        return answer(blocks.append("]").toString(), "tool_use");
    }

    private static Scripted answer(String content, String stopReason) {
        return Scripted.answer(
                (Json.Obj)
                        Json.parse(
                                "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":"
                                        + content
                                        + "}},\"stopReason\":\""
                                        + stopReason
                                        + "\",\"usage\":{\"inputTokens\":10,\"outputTokens\":5,"
                                        + "\"totalTokens\":15},\"metrics\":{\"latencyMs\":1}}"));
    }

    private static Flow.Subscriber<StreamEvent> all(List<StreamEvent> seen, CountDownLatch done) {
        return new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(StreamEvent event) {
                seen.add(event);
            }

            @Override
            public void onError(Throwable e) {
                done.countDown();
            }

            @Override
            public void onComplete() {
                done.countDown();
            }
        };
    }
}
