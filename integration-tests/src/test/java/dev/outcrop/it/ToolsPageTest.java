package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.BedrockException;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Content;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.policy.CallContext;
import dev.outcrop.schema.Describe;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.tool.Approver.Approval;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.ToolLimits;
import dev.outcrop.tool.ToolMethod;
import dev.outcrop.tool.ToolMethod.Hidden;
import dev.outcrop.tool.ToolMethod.Param;
import dev.outcrop.tool.ToolPolicy;
import dev.outcrop.tool.ToolRequest.Registration;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What docs/tools.md shows, followed by hand: it works. */
@LocalBedrockTest
class ToolsPageTest {
    private static final String MODEL = "us.amazon.nova-lite-v1:0";

    private static final List<String> SHOWN = new ArrayList<>();
    private static final List<String> log = new ArrayList<>();
    private static final Thermometer thermometer = place -> 4.5;
    private static final Terminal terminal = question -> question.startsWith("cancel");
    private static final Orders orders = new Orders();

    private interface Thermometer {
        double read(String place);
    }

    private interface Terminal {
        boolean confirm(String question);
    }

    private static final class Orders {
        private final List<Long> cancelled = new ArrayList<>();

        String find(long number) {
            return "order " + number;
        }

        boolean cancel(long number) {
            return cancelled.add(number);
        }
    }

    record Query(long number) {}

    static class Weather {
        @ToolMethod("Current temperature at a place, in degrees Celsius")
        double temperature(@Describe("City and country, e.g. Paris, France") String place) {
            return thermometer.read(place);
        }
    }

    static class Wind {
        @ToolMethod("Current wind at a place, in km/h")
        double wind(@Param(value = "place", description = "City and country") String place) {
            return thermometer.read(place);
        }
    }

    static class Shop {
        @ToolMethod(value = "Orders of the customer", title = "List orders", readOnly = true)
        List<String> orders(String state, @Hidden String customer, Tool.Context context) {
            context.progress("reading the orders of " + context.turns().size() + " turns");
            return List.of(customer + " ordered a coat: " + state);
        }
    }

    @Test
    void theExamplesOfContextsWork(LocalBedrock local, Bedrock bedrock) {
        Chat chat = bedrock.chat(MODEL).tools(new Wind()).open();
        chat.tools(Tool.of("today", "Today's date", () -> LocalDate.of(2026, 7, 1)));
        local.script(call("orders", "{\"state\":\"open\"}"), text("A coat."));
        chat.tools(new Shop());
        chat.with(CallContext.NONE.withValue("customer", "Ann")).ask("What did I order?");

        assertThat(chat.turns().get(2).content().toString()).contains("Ann ordered a coat: open");

        chat.tools(
                Tool.of(
                        "count",
                        "Count the orders",
                        Query.class,
                        (query, context) -> {
                            context.progress(0.5, "half of " + query.number());
                            return query.number();
                        }));
        local.script(
                call("count", "{\"number\":7}"),
                text("Seven."),
                call("today", "{}"),
                text("July."),
                call("count", "{\"number\":7}"),
                text("I may not."));
        assertThat(chat.ask("How many?").turns().get(1).content().toString()).contains("7");
        assertThat(chat.ask("When?").turns().get(1).content().toString()).contains("2026-07-01");

        chat.setToolPolicy(
                ToolPolicy.asking(request -> Approval.NO)
                        .allow(Tool::isReadOnly)
                        .deny(Tool::isDestructive));
        assertThat(chat.ask("How many?").turns().get(1).content().toString()).contains("rejected");
    }

    @Test
    void everyExampleWorks(LocalBedrock local, Bedrock bedrock) {
        examples(local, bedrock);
    }

    private static void examples(LocalBedrock local, Bedrock bedrock) {
        String schemaText =
                "{\"type\":\"object\",\"properties\":{\"number\":{\"type\":\"integer\"}}}";
        local.script(call("temperature", "{\"place\":\"Oslo\"}"), text("Yes."));
        Chat chat = bedrock.chat(MODEL).tools(new Weather()).open();
        Reply reply = chat.ask("Do I need a coat in Oslo?");

        assertThat(reply.text()).isEqualTo("Yes.");
        assertThat(reply.turns().get(1).content().toString()).contains("4.5");

        chat.tools(
                Tool.of(
                        "lookup",
                        "Find an order by its number",
                        Query.class,
                        query -> orders.find(query.number())),
                Tool.of(
                        "cancel",
                        "Cancel an order",
                        JsonSchema.parse(schemaText),
                        input -> orders.cancel(input.integer("number", 0))));

        chat.tools(Tool.system("nova_grounding"), Tool.cachePoint());

        chat.setToolPolicy(
                ToolPolicy.asking(
                                request ->
                                        terminal.confirm(request.name() + request.input())
                                                ? Approval.ONCE
                                                : Approval.NO)
                        .allow("get_*", "temperature")
                        .deny("delete_*"));

        Registration sundays =
                chat.onToolRequest(
                        request -> isSunday() ? request.reject("not on a Sunday") : request);
        chat.onToolRequest(
                request -> request.name().equals("cancel") ? request.requireApproval() : request);
        chat.onToolResult(
                result ->
                        log.add(
                                result.request().name()
                                        + " "
                                        + result.outcome()
                                        + " "
                                        + result.took()));
        sundays.close();

        local.script(
                call("lookup", "{\"number\":7}"),
                text("I may not."),
                call("lookup", "{\"number\":7}"),
                text("I may not."),
                text("A wish."));
        chat.with(ToolChoice.ANY).ask("Look it up.");
        chat.with(ToolChoice.tool("lookup")).ask("Where is order 7?");
        chat.with(ToolChoice.NONE).ask("Without looking: what is an order?");

        assertThat(log).hasSize(2).allMatch(line -> line.startsWith("lookup REJECTED"));

        Chat careful =
                bedrock.chat(MODEL)
                        .tools(new Weather())
                        .toolLimits(
                                ToolLimits.DEFAULT
                                        .withRounds(5)
                                        .withCost(new BigDecimal("0.50"))
                                        .withTime(Duration.ofSeconds(20)))
                        .open();

        assertThat(careful.toolbox().names()).containsExactly("temperature");

        local.script(call("temperature", "{\"place\":\"Rome\"}"), text("No."));
        try (ReplyStream stream = chat.stream("And in Rome?")) {
            for (StreamEvent event : stream) {
                switch (event) {
                    case StreamEvent.ToolRequested(var call) -> show(call.name() + "…");
                    case StreamEvent.ToolReturned(var call, var result, var took) ->
                            show(call.name() + " took " + took);
                    default -> {}
                }
            }
        }

        assertThat(SHOWN).hasSize(2).first().isEqualTo("temperature…");

        local.script(
                call("cancel", "{\"number\":7}"),
                Scripted.error("AccessDeniedException", "Not now."),
                text("It was order 7."));
        try {
            chat.ask("Cancel order 7 and tell me what it was.");
        } catch (BedrockException e) {
            chat.resume();
        }

        assertThat(orders.cancelled).containsExactly(7L);
        assertThat(chat.turns().getLast().text()).isEqualTo("It was order 7.");

        local.script(call("temperature", "{\"place\":\"Oslo\"}"));
        Reply wanted =
                bedrock.model(MODEL).withTools(new Weather()).invoke("Do I need a coat in Oslo?");
        List<Content.ToolUse> calls = wanted.turn().toolUses();

        assertThat(calls).hasSize(1);
    }

    private static boolean isSunday() {
        return false;
    }

    private static void show(String text) {
        SHOWN.add(text);
    }

    private static Scripted text(String text) {
        return answer("[{\"text\":" + Json.of(text) + "}]", "end_turn");
    }

    private static Scripted call(String name, String input) {
        return answer(
                "[{\"toolUse\":{\"toolUseId\":\"t"
                        + name.hashCode()
                        + "\",\"name\":\""
                        + name
                        + "\",\"input\":"
                        + input
                        + "}}]",
                "tool_use");
    }

    private static Scripted answer(String content, String stopReason) {
        return Scripted.answer(
                (Json.Obj)
                        Json.parse(
                                "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":"
                                        + content
                                        + "}},\"stopReason\":\""
                                        + stopReason
                                        + "\",\"usage\":{\"inputTokens\":1,\"outputTokens\":1,"
                                        + "\"totalTokens\":2},\"metrics\":{\"latencyMs\":1}}"));
    }
}
