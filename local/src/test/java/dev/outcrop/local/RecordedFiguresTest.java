package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.InputTokens;
import dev.outcrop.local.engine.Pacing;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.engine.TokenCounter;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Token counts and latencies against those in recorded answers of Converse. */
class RecordedFiguresTest {
    private static final Path CORPUS = Path.of("../../shared/corpus/interactions");
    private static final int LEAST_TOKENS = 15;

    /** One recorded answer, and its request. */
    private record Answered(String path, Json.Obj request, Json.Obj body) {
        long inputTokens() {
            Json.Obj usage = body.object("usage");
            return usage.integer("inputTokens", 0)
                    + usage.integer("cacheReadInputTokens", 0)
                    + usage.integer("cacheWriteInputTokens", 0);
        }

        double countedShare() {
            return (double) InputTokens.of(new Question(path, request)) / inputTokens();
        }

        boolean hasTools() {
            return request.object("toolConfig").get("tools") != null;
        }

        long tokens() {
            return body.object("usage").integer("outputTokens", 0);
        }

        long latency() {
            return body.object("metrics").integer("latencyMs", 0);
        }

        private List<Json> content() {
            return body.object("output").object("message").array("content");
        }

        /** Whether it has no other blocks, whose tokens are counted too. */
        boolean isText() {
            return content().stream().allMatch(block -> ((Json.Obj) block).get("text") != null);
        }

        String text() {
            var text = new StringBuilder();
            content().forEach(block -> text.append(((Json.Obj) block).string("text")));
            return text.toString();
        }
    }

    private static final List<Answered> ANSWERS = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        assumeThat(CORPUS).as("the recordings are not here").isDirectory();
        try (var files = Files.list(CORPUS)) {
            for (Path file : files.sorted().toList()) {
                Json.Obj recording = (Json.Obj) Json.parse(Files.readAllBytes(file));
                String path = String.valueOf(recording.string("path"));
                Json.Obj response = recording.object("response");
                if (path.endsWith("/converse") && response.integer("status", 0) == 200) {
                    ANSWERS.add(
                            new Answered(
                                    path,
                                    recording.object("request").object("body"),
                                    response.object("body")));
                }
            }
        }
    }

    private static List<Answered> of(String models) {
        return ANSWERS.stream()
                .filter(answer -> answer.path().matches(".*(" + models + ").*"))
                .filter(answer -> answer.tokens() >= LEAST_TOKENS)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"anthropic.claude", "nova-(micro|lite|pro)", "nova-2", "cohere", "llama"})
    void textIsCountedAsRecordedWithinATenth(String models) {
        List<Answered> answers = of(models).stream().filter(Answered::isText).toList();
        assertThat(answers).hasSizeGreaterThanOrEqualTo(5);

        int counted = answers.stream().mapToInt(one -> TokenCounter.count(one.text())).sum();
        long recorded = answers.stream().mapToLong(Answered::tokens).sum();

        assertThat((double) counted / recorded).isCloseTo(1, within(0.1));
    }

    /** The median: images and documents are not counted like this. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude-3-",
                "claude-(sonnet|haiku|opus)-4",
                "nova-2",
                "nova-(micro|lite|pro)",
                "llama"
            })
    void requestsWithToolsAreCountedAsRecordedWithinATenth(String models) {
        List<Double> shares =
                ANSWERS.stream()
                        .filter(answer -> answer.path().matches(".*(" + models + ").*"))
                        .filter(Answered::hasTools)
                        .map(Answered::countedShare)
                        .sorted()
                        .toList();

        assertThat(shares).hasSizeGreaterThanOrEqualTo(5);
        assertThat(shares.get(shares.size() / 2)).isCloseTo(1, within(0.1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nova-2-lite", "claude.*sonnet", "claude.*haiku-4", "cohere.command"})
    void answersTakeAsLongAsRecorded(String models) {
        List<Double> shares = new ArrayList<>();
        for (Answered answer : of(models)) {
            Pacing pacing = Pacing.recorded(answer.path());
            double millis =
                    pacing.firstByte().toNanos() / 1e6
                            + answer.tokens() * pacing.perToken().toNanos() / 1e6;
            shares.add(millis / answer.latency());
        }
        shares.sort(null);

        assertThat(shares).hasSizeGreaterThan(5);
        assertThat(shares.get(shares.size() / 2)).isCloseTo(1, within(0.35));
    }

    @Test
    void anUnknownModelHasAPaceToo() {
        assertThat(Pacing.recorded("local.model")).isNotEqualTo(Pacing.NONE);
    }
}
