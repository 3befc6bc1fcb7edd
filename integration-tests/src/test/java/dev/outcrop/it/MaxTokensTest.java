package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Chat;
import dev.outcrop.Model;
import dev.outcrop.batch.Batch;
import dev.outcrop.it.faults.CapturedLog;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.Protocol;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;

/** The limit of tokens that Anthropic's Messages require, and answers that reach one. */
@LocalBedrockTest(models = "us.anthropic.claude-novel-7-v1:0")
@Isolated
class MaxTokensTest extends WithLocal {
    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0, 64000",
        "us.anthropic.claude-opus-4-1-20250805-v1:0, 32000",
        "us.anthropic.claude-opus-4-6-v1, 128000",
        "anthropic.claude-3-haiku-20240307-v1:0, 4096",
        "us.anthropic.claude-3-5-haiku-20241022-v1:0, 8192",
        "us.anthropic.claude-novel-7-v1:0, 64000"
    })
    void claudeOverInvokeModelMayAnswerAsLongAsItCan(String id, int most) {
        bedrock.model(id).with(Protocol.INVOKE_MODEL).invoke("Hi");

        assertThat(body().integer("max_tokens", 0)).isEqualTo(most);
    }

    @Test
    void soItMayOverMessagesAndInStreams() {
        Chat chat = bedrock.model("anthropic.claude-opus-4-8").chat().open();

        chat.ask("Hi");
        assertThat(body().get("anthropic_version")).isNull();
        assertThat(body().integer("max_tokens", 0)).isEqualTo(128_000);
        try (var stream = chat.stream("And?")) {
            stream.reply();
        }
        assertThat(body().integer("max_tokens", 0)).isEqualTo(128_000);
    }

    @Test
    void anArnHasTheLimitOfItsModel() {
        bedrock.model(
                        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/"
                                + "us.anthropic.claude-opus-4-8")
                .with(Protocol.INVOKE_MODEL)
                .invoke("Hi");

        assertThat(body().integer("max_tokens", 0)).isEqualTo(128_000);
    }

    /** Before 4.5, prompt and limit together must fit into the context window. */
    @Test
    void aLongPromptLeavesLessForTheAnswerOfAnOlderModel() {
        String prompt = "word ".repeat(110_000);
        for (String id :
                new String[] {
                    "us.anthropic.claude-3-7-sonnet-20250219-v1:0",
                    "us.anthropic.claude-opus-4-1-20250805-v1:0"
                }) {
            bedrock.model(id).with(Protocol.INVOKE_MODEL).invoke(prompt);
            assertThat(body().integer("max_tokens", 0)).isBetween(4_096L, 31_000L);
        }
        bedrock.model(CLAUDE).with(Protocol.INVOKE_MODEL).invoke(prompt);
        assertThat(body().integer("max_tokens", 0)).isEqualTo(64_000);
    }

    @Test
    void whatTheCallerSetsIsSent() {
        Model model = bedrock.model(CLAUDE).with(Protocol.INVOKE_MODEL);

        model.with(Params.DEFAULT.withMaxTokens(7)).invoke("Hi");
        assertThat(body().integer("max_tokens", 0)).isEqualTo(7);
        model.with(Params.DEFAULT.withExtra("max_tokens", 8)).invoke("Hi");
        assertThat(body().integer("max_tokens", 0)).isEqualTo(8);
        model.withApiArgs(Map.of("max_tokens", 9)).invoke("Hi");
        assertThat(body().integer("max_tokens", 0)).isEqualTo(9);
    }

    @Test
    void converseNeedsNone() {
        bedrock.model(CLAUDE).invoke("Hi");

        assertThat(body().get("inferenceConfig")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatReachesItIsSaidOnce(Protocol protocol) {
        String id = protocol == Protocol.MANTLE ? "anthropic.claude-opus-4-8" : CLAUDE;
        Model model = bedrock.model(id).with(protocol).with(Params.DEFAULT.withMaxTokens(1));
        List<String> said;
        try (var log = new CapturedLog()) {
            model.invoke("Say a long sentence.");
            model.invoke("Say a long sentence again.");
            try (var stream = model.stream("Say a long sentence once more.")) {
                stream.reply();
            }
            Chat chat = model.chat().open();
            chat.ask("Say a long sentence.");
            try (var stream = chat.stream("And another one.")) {
                stream.reply();
            }
            said = log.lines();
        }
        assertThat(said)
                .filteredOn(line -> line.contains("reached the limit of tokens"))
                .singleElement()
                .asString()
                .contains(id, "withMaxTokens");
    }

    @Test
    void anAnswerOfAModelThatReachesItIsSaid() {
        Model model = bedrock.model(CLAUDE).with(Params.DEFAULT.withMaxTokens(1));
        List<String> said;
        try (var log = new CapturedLog()) {
            model.invoke("Say a long sentence.");
            model.batch(List.of("Say a long sentence."), Batch.DEFAULT);
            said = log.lines();
        }
        assertThat(said)
                .filteredOn(line -> line.contains("reached the limit of tokens"))
                .hasSize(1);
    }

    @Test
    void anAnswerThatReachesItInAStreamIsSaid() {
        List<String> said;
        try (var log = new CapturedLog();
                var stream =
                        bedrock.model(CLAUDE).with(Params.DEFAULT.withMaxTokens(1)).stream(
                                "Say a long sentence.")) {
            stream.reply();
            said = log.lines();
        }
        assertThat(said).anySatisfy(line -> assertThat(line).contains("reached the limit"));
    }
}
