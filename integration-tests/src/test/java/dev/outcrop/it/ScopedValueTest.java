package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.batch.Batch;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.policy.Observer;
import dev.outcrop.tool.Tool;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A scoped value of the thread that asks is bound for tools and observers, from Java 25 on. */
@LocalBedrockTest
class ScopedValueTest {
    private static final String NOVA = "us.amazon.nova-lite-v1:0";

    private final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    private BoundName user;
    private LocalBedrock local;
    private Bedrock bedrock;

    @BeforeEach
    void start(LocalBedrock local) throws ReflectiveOperationException {
        assumeThat(Runtime.version().feature())
                .as("scoped values are final from Java 25 on")
                .isGreaterThanOrEqualTo(25);
        this.local = local;
        user = new BoundName();
        bedrock = connect(task -> user.carried(task));
    }

    @AfterEach
    void end() {
        if (bedrock != null) {
            bedrock.close();
        }
    }

    private Bedrock connect(UnaryOperator<Runnable> wrapper) {
        return Bedrock.builder()
                .region("us-east-1")
                .baseUrl(local.endpoint().toString())
                .apiKey("k")
                .contextPropagation(wrapper)
                .observer(
                        new Observer() {
                            @Override
                            public void started(Observer.Call call) {
                                hear("call");
                            }

                            @Override
                            public void toolEnded(Observer.ToolCall tool, Observer.ToolEnded how) {
                                hear("tool ended");
                            }
                        })
                .build();
    }

    private void hear(String who) {
        heard.add(who + " " + user.get());
    }

    private Chat chat() {
        local.script(
                Scripted.answer(
                        (Json.Obj)
                                Json.parse(
                                        """
                                        {"output":{"message":{"role":"assistant","content":[{"toolUse":
                                        {"toolUseId":"t1","name":"whoami","input":{}}}]}},
                                        "stopReason":"tool_use",
                                        "usage":{"inputTokens":1,"outputTokens":1,"totalTokens":2},
                                        "metrics":{"latencyMs":1}}
                                        """)),
                Scripted.text("Ann."));
        Tool whoami =
                Tool.of(
                        "whoami",
                        "Who the user is.",
                        () -> {
                            hear("tool");
                            return "known";
                        });
        return bedrock.chat(NOVA).tools(whoami).open();
    }

    @Test
    void itReachesToolsAndObservers() {
        Chat chat = chat();

        user.where("Ann", () -> chat.ask("Who am I?"));

        assertThat(heard).containsExactly("call Ann", "tool Ann", "tool ended Ann", "call Ann");
    }

    @Test
    void itReachesThemAfterTheScopeOfTheCallerHasEnded() throws Exception {
        Chat chat = chat();
        var answer = new CompletableFuture<CompletableFuture<?>>();

        user.where("Ann", () -> answer.complete(chat.askAsync("Who am I?")));

        answer.join().get(30, TimeUnit.SECONDS);
        assertThat(heard).containsExactly("call Ann", "tool Ann", "tool ended Ann", "call Ann");
    }

    @Test
    void itReachesTheCallsOfABatch() {
        user.where("Ann", () -> bedrock.model(NOVA).batch(List.of("a", "b"), Batch.DEFAULT));

        assertThat(heard).containsExactly("call Ann", "call Ann");
    }

    @Test
    void withoutAWrapperItDoesNotReachTools() {
        bedrock.close();
        bedrock = connect(UnaryOperator.identity());
        Chat chat = chat();

        user.where("Ann", () -> chat.ask("Who am I?"));

        assertThat(heard).contains("tool nobody").doesNotContain("tool Ann");
    }
}
