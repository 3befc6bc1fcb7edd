package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Chat;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.CancelledException;
import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Content;
import dev.outcrop.message.Role;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.CallContext;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Observer;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.settings.Echo;
import dev.outcrop.tool.Approver.Approval;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.ToolMethod;
import dev.outcrop.tool.ToolMethod.Hidden;
import dev.outcrop.tool.ToolMethod.Param;
import dev.outcrop.tool.ToolPolicy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** What a tool has besides the model's input, and what it states about itself. */
class ToolContextTest extends WithLocal {
    private static final JsonSchema ANY = JsonSchema.parse("{\"type\":\"object\"}");

    private final List<String> ran = new ArrayList<>();
    private final AtomicReference<Tool.@Nullable Context> seen = new AtomicReference<>();

    /** Tools of a shop: the customer is the caller's, never the model's. */
    class Shop {
        @ToolMethod(value = "List what was bought", readOnly = true, title = "List orders")
        String orders(
                @Param(value = "state", description = "open or shipped") String which,
                @Hidden String customer,
                Tool.Context context) {
            ran.add(which + " of " + customer);
            seen.set(context);
            return "order 7";
        }

        @ToolMethod(value = "Delete an order", destructive = true)
        String delete(long number, @Hidden Optional<String> reason, @Hidden @Nullable Json note) {
            ran.add("deleted " + number + " " + reason.orElse("-") + " " + note);
            return "deleted";
        }
    }

    private static Scripted call(String name, String input) {
        return answer(
                "tool_use",
                "[{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\""
                        + name
                        + "\",\"input\":"
                        + input
                        + "}}]");
    }

    @Test
    void hiddenParametersAreNotInTheSchemaAndComeFromTheCaller() {
        local.script(call("orders", "{\"state\":\"open\"}"), Scripted.text("One."));
        Chat chat = bedrock.chat(NOVA).tools(new Shop()).open();

        chat.with(CallContext.NONE.withValue("customer", "Ann")).ask("What did I order?");

        assertThat(ran).containsExactly("open of Ann");
        String sent = body().get("toolConfig").toString();
        assertThat(sent).contains("\"state\"").contains("open or shipped");
        assertThat(sent).doesNotContain("customer").doesNotContain("context");
        assertThat(local.requests().toString()).doesNotContain("Ann");
    }

    @Test
    void aModelThatSendsAHiddenParameterIsToldThatThereIsNone() {
        local.script(
                call("orders", "{\"state\":\"open\",\"customer\":\"Bob\"}"), Scripted.text("No."));
        Chat chat = bedrock.chat(NOVA).tools(new Shop()).open();

        Reply reply = chat.with(CallContext.NONE.withValue("customer", "Ann")).ask("Bob's orders?");

        assertThat(ran).isEmpty();
        assertThat(result(reply)).contains("there is no such argument");
    }

    @Test
    void aMissingValueFailsTheQuestionBeforeAnyToolRuns() {
        local.script(call("orders", "{\"state\":\"open\"}"));
        Chat chat = bedrock.chat(NOVA).tools(new Shop()).open();

        assertThatThrownBy(() -> chat.ask("What did I order?"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("withValue(\"customer\"");
        assertThat(ran).isEmpty();
    }

    @Test
    void aValueOfAnotherTypeFailsTheQuestion() {
        local.script(call("orders", "{\"state\":\"open\"}"));
        Chat chat = bedrock.chat(NOVA).tools(new Shop()).open();

        assertThatThrownBy(
                        () ->
                                chat.with(CallContext.NONE.withValue("customer", 7))
                                        .ask("What did I order?"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must be a String, not a Integer");
    }

    @Test
    void hiddenParametersMayBeOptional() {
        local.script(call("delete", "{\"number\":7}"), Scripted.text("Done."));
        bedrock.chat(NOVA).tools(new Shop()).ask("Delete 7");
        assertThat(ran).containsExactly("deleted 7 - null");

        local.script(call("delete", "{\"number\":7}"), Scripted.text("Done."));
        bedrock.model(NOVA)
                .with(CallContext.NONE.withValue("reason", "old").withValue("note", Json.of("n")))
                .chat()
                .tools(new Shop())
                .ask("Delete 7");
        assertThat(ran).last().isEqualTo("deleted 7 old \"n\"");
    }

    @Test
    void aToolReadsTheConversation() {
        local.script(
                Scripted.text("Hello."),
                call("orders", "{\"state\":\"open\"}"),
                Scripted.text("One."));
        Chat chat =
                bedrock.model(NOVA)
                        .with(CallContext.NONE.withValue("customer", "Ann"))
                        .chat()
                        .tools(new Shop())
                        .open();
        chat.ask("Hi");
        chat.ask("What did I order?");

        Tool.Context context = seen.get();
        assertThat(context.call().name()).isEqualTo("orders");
        assertThat(context.turns())
                .extracting(Turn::role)
                .hasSize(4)
                .last()
                .isEqualTo(Role.ASSISTANT);
        assertThat(context.turns().get(2).text()).isEqualTo("What did I order?");
        assertThat(context.turns().getLast().toolUses()).hasSize(1);
        assertThat(context.values()).containsEntry("customer", "Ann");
        assertThat(context.cancellation().isCancelled()).isFalse();
    }

    @Test
    void aToolSeesThatItsQuestionIsCancelled() throws Exception {
        local.script(call("wait", "{}"));
        var handle = new Cancellation();
        var stopped = new CountDownLatch(1);
        Tool wait =
                Tool.of(
                        "wait",
                        "Waits.",
                        ANY,
                        (input, context) -> {
                            context.cancellation().onCancel(stopped::countDown);
                            handle.cancel();
                            return "late";
                        });
        Chat chat = bedrock.model(NOVA).with(handle).chat().tools(wait).open();

        assertThatThrownBy(() -> chat.ask("Wait")).isInstanceOf(CancelledException.class);
        assertThat(stopped.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aToolReportsItsProgress() {
        local.script(call("copy", "{}"), Scripted.text("Done."));
        var heard = new ArrayList<String>();
        var read = new CountDownLatch(1);
        Tool copy =
                Tool.of(
                        "copy",
                        "Copies.",
                        ANY,
                        (input, context) -> {
                            context.progress(0.5, "half");
                            read.await(30, TimeUnit.SECONDS);
                            context.progress("x".repeat(2_000));
                            return "copied";
                        });
        var observer =
                new Observer() {
                    @Override
                    public void toolProgress(ToolCall tool, @Nullable Double fraction) {
                        heard.add(tool.name() + " " + fraction);
                    }
                };
        var echo = new StringBuilder();
        Chat chat =
                bedrock.model(NOVA)
                        .with(CallContext.NONE.withObserver(observer))
                        .chat()
                        .tools(copy)
                        .open();

        var events = new ArrayList<StreamEvent.ToolProgress>();
        var kinds = new ArrayList<String>();
        try (ReplyStream stream = chat.stream("Copy")) {
            for (StreamEvent event : stream) {
                kinds.add(event.getClass().getSimpleName());
                if (event instanceof StreamEvent.ToolProgress progress) {
                    events.add(progress);
                    read.countDown();
                }
            }
        }

        assertThat(events).hasSize(2);
        assertThat(events.get(0).message()).isEqualTo("half");
        assertThat(events.get(0).fraction()).isEqualTo(0.5);
        assertThat(events.get(1).message()).hasSize(1_000);
        assertThat(events.get(1).fraction()).isNull();
        assertThat(heard).containsExactly("copy 0.5", "copy null");
        assertThat(kinds.lastIndexOf("ToolProgress")).isLessThan(kinds.indexOf("ToolReturned"));

        local.script(call("copy", "{}"), Scripted.text("Done."));
        bedrock.chat(NOVA).tools(copy).echo(Echo.OUTPUT, echo).ask("Copy");
        assertThat(echo.toString()).contains("  .. xxx");
    }

    @Test
    void reportsThatNobodyReadsAreReplaced() {
        local.script(call("count", "{}"), Scripted.text("Done."));
        Tool count =
                Tool.of(
                        "count",
                        "Counts.",
                        ANY,
                        (input, context) -> {
                            for (int i = 0; i <= 100_000; i++) {
                                context.progress(i / 100_000.0, "");
                            }
                            return "counted";
                        });

        int reports = 0;
        double last = 0;
        try (ReplyStream stream = bedrock.chat(NOVA).tools(count).stream("Count")) {
            for (StreamEvent event : stream) {
                if (event instanceof StreamEvent.ToolProgress progress) {
                    reports++;
                    assertThat(progress.fraction()).isGreaterThanOrEqualTo(last);
                    last = progress.fraction();
                }
            }
            assertThat(stream.reply().text()).isEqualTo("Done.");
        }
        assertThat(reports).isLessThan(100_000);
    }

    @Test
    void aPolicyReadsWhatToolsStateAboutThemselves() {
        var policy =
                ToolPolicy.asking(request -> Approval.NO)
                        .allow(Tool::isReadOnly)
                        .deny(Tool::isDestructive);
        local.script(call("delete", "{\"number\":7}"), Scripted.text("No."));
        Reply refused = bedrock.chat(NOVA).tools(new Shop()).toolPolicy(policy).ask("Delete 7");
        assertThat(result(refused)).contains("not allowed");

        local.script(call("orders", "{\"state\":\"open\"}"), Scripted.text("One."));
        bedrock.model(NOVA)
                .with(CallContext.NONE.withValue("customer", "Ann"))
                .chat()
                .tools(new Shop())
                .toolPolicy(policy)
                .ask("Orders?");
        assertThat(ran).containsExactly("open of Ann");
        assertThat(Tool.from(new Shop()).get(1).annotations())
                .isEqualTo(new Tool.Annotations("List orders", true, false));
    }

    private static String result(Reply reply) {
        return reply.turns().get(1).content().stream()
                .filter(Content.ToolResult.class::isInstance)
                .map(block -> ((Content.ToolResult) block).content().toString())
                .findFirst()
                .orElseThrow();
    }
}
