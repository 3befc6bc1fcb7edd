package dev.outcrop.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.it.WithLocal;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Message;
import dev.outcrop.schema.Describe;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.PromptCaching;
import dev.outcrop.tool.ToolMethod;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Map;

/** The Java of README.md, docs/caching.md and docs/params.md, compiled and run. */
class ReadmeExamplesTest extends WithLocal {
    private static LocalBedrock ours;

    /** Stands before the real one: where it takes its settings from the environment, take ours. */
    private static final class Bedrock {
        static dev.outcrop.Bedrock create() {
            return ours.connect();
        }
    }

    @BeforeEach
    void take() {
        ours = local;
    }

    @Test
    void oneQuestion() {
        try (var bedrock = Bedrock.create()) {
            System.out.println(
                    bedrock.chat().ask("Tell me three jokes about statisticians").text());
        }
        assertThat(local.requests()).hasSize(1);
    }

    /** Compiled only: the input of a test's process belongs to the build. */
    static void aConsole(dev.outcrop.Bedrock bedrock) {
        bedrock.chat("eu.amazon.nova-pro-v1:0").open().console();
    }

    @Test
    void aChatRemembers() {
        local.script(Scripted.text("A statistician."), Scripted.text("Un statisticien."));
        var chat =
                bedrock.chat("eu.amazon.nova-pro-v1:0")
                        .system("You are terse.")
                        .params(Params.DEFAULT.withTemperature(0.2).withMaxTokens(500))
                        .open();

        chat.ask("Who was R. A. Fisher?");

        try (ReplyStream stream = chat.stream("And in French?")) {
            for (String text : stream.text()) System.out.print(text);
            Reply reply = stream.reply();
            System.err.println(reply.usage().output() + " tokens, " + reply.stopReason());
        }
        assertThat(chat.turns()).hasSize(4);
    }

    @Test
    void aMethodIsATool() {
        interface Thermometer {
            double read(String place);
        }
        Thermometer thermometer = place -> 4.5;
        class Weather {
            @ToolMethod("Current temperature at a place, in degrees Celsius")
            double temperature(@Describe("City and country") String place) {
                return thermometer.read(place);
            }
        }
        local.script(Scripted.text("Yes."));
        bedrock.chat().tools(new Weather()).ask("Do I need a coat in Oslo?").text();
        assertThat(body().object("toolConfig").array("tools")).hasSize(1);
    }

    @Test
    void aModelWithoutMemory() {
        local.script(Scripted.text("Ich liebe das Programmieren."));
        Model model =
                bedrock.model("eu.amazon.nova-pro-v1:0").with(Params.DEFAULT.withTemperature(0));
        Reply reply =
                model.invoke(
                        Message.system("Translate into German."),
                        Message.user("I love programming."));
        assertThat(reply.text()).isEqualTo("Ich liebe das Programmieren.");
    }

    @Test
    void whateverBedrockTakes() {
        String model = CLAUDE;
        local.script(unchecked("Fine."));
        bedrock.model(model)
                .withApiArgs(
                        Map.of(
                                "additionalModelRequestFields",
                                Map.of("thinking", Map.of("type", "adaptive"))))
                .chat()
                .ask("Hi");
        assertThat(body().object("additionalModelRequestFields").object("thinking").string("type"))
                .isEqualTo("adaptive");
    }

    @Test
    void withoutAws() {
        try (var local = LocalBedrock.start();
                var bedrock = local.connect()) {
            bedrock.chat("amazon.nova-lite-v1:0").ask("Hi").text();
        }
    }

    @Test
    void caching() {
        String id = CLAUDE;
        bedrock.model(id).with(PromptCaching.AUTO).chat().ask("Hi");
        assertThat(local.requests()).hasSize(1);
    }

    @Test
    void params() {
        String id = LLAMA;
        String arn = ARN;
        bedrock.chat("us.amazon.nova-pro-v1:0")
                .params(Params.DEFAULT.withTemperature(0.2).withTopK(20))
                .ask("Hi");
        local.script(unchecked("Hi"), unchecked("Hi"), unchecked("Hi"));
        bedrock.chat("global.anthropic.claude-sonnet-4-6")
                .params(Params.DEFAULT.withReasoningEffort("low"))
                .ask("Hi");
        bedrock.chat(id).params(Params.DEFAULT.withExtra("min_p", 0.05)).ask("Hi");
        bedrock.model(arn).withBaseModel("anthropic.claude-sonnet-4-6").chat().ask("Hi");
        assertThat(local.requests()).hasSize(4);
    }

    @Test
    void reasoningParams() {
        String id = "us.anthropic.claude-opus-4-8";
        bedrock.chat(id).params(Params.DEFAULT.withReasoningEffort("high")).ask("Hi");
        assertThat(body().toString()).contains("\"effort\":\"high\"", "adaptive");
        bedrock.chat(id).params(Params.DEFAULT.withReasoningOff()).ask("Hi");
        assertThat(body().toString()).contains("disabled");
        bedrock.chat(id).params(Params.DEFAULT.withReasoningDisplay("summarized")).ask("Hi");
        assertThat(body().toString()).contains("summarized");
        bedrock.chat(id).params(Params.DEFAULT.withReasoningTokens(4_000)).ask("Hi");
        assertThat(body().toString()).contains("\"effort\":\"low\"");
    }
}
