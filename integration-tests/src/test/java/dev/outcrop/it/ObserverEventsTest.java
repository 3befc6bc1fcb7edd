package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.Model;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Content;
import dev.outcrop.policy.CallContext;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.Retries;
import dev.outcrop.tool.Approver.Approval;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.ToolPolicy;
import dev.outcrop.tool.ToolReturn;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What observers are told of questions, rounds, tools and fallbacks. */
@LocalBedrockTest
class ObserverEventsTest {
    private static final String NOVA = "us.amazon.nova-lite-v1:0";
    private static final String LLAMA = "us.meta.llama3-3-70b-instruct-v1:0";

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Tool weather = Tool.of("weather", "The weather.", () -> "rain");
    private LocalBedrock local;
    private Bedrock bedrock;

    /** Writes down each event, and checks that those of a question belong to it. */
    private class Recorder implements Observer {
        private @Nullable Question question;

        /** What an observer throws is not thrown to a test. */
        @SuppressWarnings("ReferenceEquality") // identity
        private void belongs(@Nullable Question other) {
            if (other != question) {
                heard.add("another question: " + other);
            }
        }

        @Override
        public void questionStarted(Question question) {
            this.question = question;
            heard.add("question " + question.modelId());
        }

        @Override
        public void questionEnded(Question question, QuestionEnded how) {
            belongs(question);
            this.question = null;
            heard.add(
                    "question "
                            + how.outcome()
                            + " "
                            + how.calls()
                            + " calls "
                            + how.tools()
                            + " tools "
                            + how.usage().input()
                            + (how.failure() == null
                                    ? ""
                                    : " " + how.failure().getClass().getSimpleName()));
        }

        @Override
        public void started(Call call) {
            belongs(call.question());
            heard.add("call " + call.round());
        }

        @Override
        public void ended(Call call, Ended how) {
            heard.add("call " + call.round() + " " + how.outcome());
        }

        @Override
        public void toolRequested(ToolCall tool) {
            belongs(tool.question());
            heard.add("requested " + tool.name() + " " + tool.id() + " in " + tool.round());
        }

        @Override
        public void toolDecided(ToolCall tool, boolean allowed, Duration took) {
            heard.add("decided " + tool.name() + " " + allowed);
        }

        @Override
        public Scope toolRunning(ToolCall tool) {
            heard.add("running " + tool.name());
            return () -> heard.add("left " + tool.name());
        }

        @Override
        public void toolEnded(ToolCall tool, ToolEnded how) {
            heard.add(
                    "ended "
                            + tool.name()
                            + " "
                            + how.outcome()
                            + (how.failure() == null ? "" : " " + how.failure().getMessage()));
        }

        @Override
        public void fellBack(
                @Nullable Question question, String from, String to, BedrockException why) {
            belongs(question);
            heard.add("from " + from + " to " + to);
        }
    }

    @BeforeEach
    void start(LocalBedrock local) {
        this.local = local;
        bedrock =
                Bedrock.builder()
                        .region("us-east-1")
                        .baseUrl(local.endpoint().toString())
                        .apiKey("k")
                        .retries(Retries.NONE)
                        .observer(new Recorder())
                        .build();
    }

    @AfterEach
    void end() {
        bedrock.close();
        assertThat(heard).noneMatch(event -> event.startsWith("another question"));
    }

    private static Scripted calls(String name) {
        return Scripted.answer(
                (Json.Obj)
                        Json.parse(
                                """
                                {"output":{"message":{"role":"assistant","content":[{"toolUse":
                                {"toolUseId":"t1","name":"NAME","input":{}}}]}},
                                "stopReason":"tool_use",
                                "usage":{"inputTokens":10,"outputTokens":5,"totalTokens":15},
                                "metrics":{"latencyMs":1}}
                                """
                                        .replace("NAME", name)));
    }

    private static final String[] WITH_A_TOOL = {
        "question " + NOVA,
        "call 1",
        "call 1 DONE",
        "requested weather t1 in 1",
        "running weather",
        "left weather",
        "ended weather RETURNED",
        "call 2",
        "call 2 DONE"
    };

    @Test
    void aQuestionIsToldInOrder() {
        local.script(calls("weather"), Scripted.text("Rain."));

        long tokens = bedrock.chat(NOVA).tools(weather).ask("Coat?").usage().input();

        assertThat(heard)
                .startsWith(WITH_A_TOOL)
                .hasSize(WITH_A_TOOL.length + 1)
                .last()
                .isEqualTo("question DONE 2 calls 1 tools " + tokens);
    }

    @Test
    void aStreamedQuestionIsToldInTheSameOrder() {
        local.script(calls("weather"), Scripted.text("Rain."));

        try (ReplyStream stream = bedrock.chat(NOVA).tools(weather).stream("Coat?")) {
            stream.reply();
        }

        assertThat(heard).startsWith(WITH_A_TOOL).hasSize(WITH_A_TOOL.length + 1);
        assertThat(heard.getLast()).startsWith("question DONE 2 calls 1 tools ");
    }

    @Test
    void anExtractionIsAQuestion() {
        local.script(Scripted.text("{\"name\":\"Oslo\"}"));
        record City(String name) {}

        assertThat(bedrock.chat(NOVA).extract(City.class, "Where?").name()).isEqualTo("Oslo");
        assertThat(heard.getFirst()).isEqualTo("question " + NOVA);
        assertThat(heard.getLast()).startsWith("question DONE 1 calls 0 tools ");

        heard.clear();
        local.script(Scripted.text("no JSON"));
        assertThatThrownBy(() -> bedrock.chat(NOVA).extract(City.class, "Where?"))
                .isInstanceOf(BedrockException.class);
        assertThat(heard.getLast())
                .startsWith("question FAILED 1 calls 0 tools ")
                .endsWith(" StructuredOutputException");
    }

    @Test
    void aDecisionIsToldBeforeTheToolRuns() {
        local.script(calls("weather"), Scripted.text("Rain."));
        bedrock.chat(NOVA)
                .tools(weather)
                .toolPolicy(ToolPolicy.asking(request -> Approval.ONCE))
                .ask("Coat?");
        assertThat(heard)
                .containsSubsequence(
                        "requested weather t1 in 1", "decided weather true", "running weather");

        heard.clear();
        local.script(calls("weather"), Scripted.text("No."));
        bedrock.chat(NOVA)
                .tools(weather)
                .toolPolicy(ToolPolicy.asking(request -> Approval.NO))
                .ask("Coat?");
        assertThat(heard)
                .containsSubsequence(
                        "requested weather t1 in 1",
                        "decided weather false",
                        "ended weather REJECTED")
                .doesNotContain("running weather");
    }

    @Test
    void aToolThatFailsOrIsUnknownEndsOnce() {
        Tool broken =
                Tool.of(
                        "broken",
                        "Fails.",
                        () -> {
                            throw new IllegalStateException("out of order");
                        });
        local.script(calls("broken"), Scripted.text("No."));
        bedrock.chat(NOVA).tools(broken).ask("Coat?");
        assertThat(heard).containsOnlyOnce("ended broken FAILED out of order");

        heard.clear();
        local.script(calls("nothing"), Scripted.text("No."));
        bedrock.chat(NOVA).tools(broken).ask("Coat?");
        assertThat(heard).containsOnlyOnce("ended nothing UNKNOWN_TOOL");
    }

    @Test
    void aCancelledQuestionEndsItsTools() {
        local.script(calls("stop"));
        var handle = new Cancellation();
        Tool stop =
                Tool.of(
                        "stop",
                        "Stops.",
                        () -> {
                            handle.cancel();
                            return "stopped";
                        });
        Chat chat = bedrock.model(NOVA).with(handle).chat().tools(stop).open();

        assertThatThrownBy(() -> chat.ask("Stop")).isInstanceOf(CancelledException.class);

        // The tool's own thread may leave later.
        assertThat(heard.stream().filter(event -> !event.startsWith("left")))
                .containsSubsequence("requested stop t1 in 1", "ended stop CANCELLED")
                .last()
                .asString()
                .startsWith("question CANCELLED 1 calls 1 tools 10 CancelledException");
    }

    @Test
    void aFailedCallFailsTheQuestion() {
        local.script(Scripted.error("ValidationException", "no"));
        assertThatThrownBy(() -> bedrock.chat(NOVA).ask("Coat?"))
                .isInstanceOf(BedrockException.class);
        assertThat(heard)
                .containsExactly(
                        "question " + NOVA,
                        "call 1",
                        "call 1 FAILED",
                        "question FAILED 1 calls 0 tools 0 ValidationException");

        heard.clear();
        local.script(Scripted.error("ValidationException", "no"));
        assertThatThrownBy(() -> bedrock.chat(NOVA).stream("Coat?"))
                .isInstanceOf(BedrockException.class);
        assertThat(heard).last().isEqualTo("question FAILED 1 calls 0 tools 0 ValidationException");
    }

    @Test
    void anAnswerThatIsClosedEarlyIsCancelled() {
        local.script(Scripted.text("One two three four five six."));
        try (ReplyStream stream = bedrock.chat(NOVA).stream("Count")) {
            stream.iterator().next();
        }
        assertThat(heard.getLast())
                .isEqualTo("question CANCELLED 1 calls 0 tools 0 CancelledException");
    }

    @Test
    void anotherModelInItsPlaceIsTold() {
        local.script(Scripted.error("ThrottlingException", "slow down"), Scripted.text("Rain."));
        Model model = bedrock.model(NOVA).withFallbacks(bedrock.model(LLAMA));

        model.chat().ask("Coat?");

        assertThat(heard)
                .containsSubsequence(
                        "question " + NOVA,
                        "call 1",
                        "call 1 FAILED",
                        "from " + NOVA + " to " + LLAMA,
                        "call 1",
                        "call 1 DONE");

        heard.clear();
        local.script(Scripted.error("ThrottlingException", "slow down"), Scripted.text("Rain."));
        try (ReplyStream stream = model.chat().stream("Coat?")) {
            stream.reply();
        }
        assertThat(heard).contains("from " + NOVA + " to " + LLAMA);
    }

    @Test
    void aCallMayHaveTagsAndAnObserverOfItsOwn() {
        local.script(calls("weather"), Scripted.text("Rain."), Scripted.text("Hi."));
        var tags = new CopyOnWriteArrayList<String>();
        var own =
                new Observer() {
                    @Override
                    public void started(Call call) {
                        tags.add("call " + call.tags());
                    }

                    @Override
                    public void toolRequested(ToolCall tool) {
                        tags.add("tool " + tool.question().tags());
                    }
                };
        Chat chat = bedrock.chat(NOVA).tools(weather).open();

        chat.with(CallContext.NONE.withTag("feature", "coat").withObserver(own)).ask("Coat?");
        assertThat(tags)
                .containsExactly(
                        "call {feature=coat}", "tool {feature=coat}", "call {feature=coat}");
        assertThat(chat.turns()).hasSize(4);

        chat.ask("Hi");
        assertThat(tags).hasSize(3);

        Model model = bedrock.model(LLAMA).withFallbacks(bedrock.model(NOVA));
        local.script(Scripted.error("ThrottlingException", "slow down"), Scripted.text("Hi."));
        model.with(CallContext.NONE.withTag("a", "b").withObserver(own)).invoke("Hi");
        assertThat(tags.subList(3, tags.size())).containsExactly("call {a=b}", "call {a=b}");
    }

    @Test
    void contentIsForThoseWhoWantIt() {
        local.script(calls("weather"), Scripted.text("Rain."));
        var content = new CopyOnWriteArrayList<String>();
        var curious =
                new Observer() {
                    @Override
                    public boolean wantsContent() {
                        return true;
                    }

                    @Override
                    public void toolInput(ToolCall tool, Json input) {
                        content.add(tool.name() + " " + input);
                    }

                    @Override
                    public void toolResult(ToolCall tool, Content.ToolResult result) {
                        content.add(Content.text(result.content()));
                    }
                };

        bedrock.model(NOVA)
                .with(CallContext.NONE.withObserver(curious))
                .chat()
                .tools(weather)
                .ask("Coat?");

        assertThat(content).containsExactly("weather {}", "rain");
    }

    @Test
    void anObserverThatThrowsChangesNothing() {
        local.script(calls("weather"), Scripted.text("Rain."));
        var broken =
                new Observer() {
                    @Override
                    public void questionStarted(Question question) {
                        throw new AssertionError("started");
                    }

                    @Override
                    public Scope toolRunning(ToolCall tool) {
                        return () -> {
                            throw new IllegalStateException("scope");
                        };
                    }

                    @Override
                    public void toolEnded(ToolCall tool, ToolEnded how) {
                        throw new IllegalStateException("ended");
                    }

                    @Override
                    public void questionEnded(Question question, QuestionEnded how) {
                        throw new IllegalStateException("question ended");
                    }
                };

        String text =
                bedrock.model(NOVA)
                        .with(CallContext.NONE.withObserver(broken))
                        .chat()
                        .tools(weather)
                        .ask("Coat?")
                        .text();

        assertThat(text).isEqualTo("Rain.");
        assertThat(heard.getLast()).startsWith("question DONE");
    }

    @Test
    void toolsOfASavedTurnAreOfRoundZero() {
        local.script(calls("weather"), Scripted.text("Rain."));
        Chat chat = bedrock.chat(NOVA).tools(weather).open();
        chat.ask("Coat?");
        Chat again = bedrock.chat(NOVA).tools(weather).turns(chat.turns().subList(0, 2)).open();
        heard.clear();
        local.script(Scripted.text("Rain."));

        again.resume();

        assertThat(heard).contains("requested weather t1 in 0", "ended weather RETURNED", "call 1");
    }

    @Test
    void theOutcomesAreThoseOfToolReturn() {
        assertThat(Arrays.stream(Observer.ToolOutcome.values()).map(Enum::name))
                .containsExactlyElementsOf(
                        Arrays.stream(ToolReturn.Outcome.values()).map(Enum::name).toList());
    }
}
