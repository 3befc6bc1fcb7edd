package dev.outcrop.internal.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.json.Json;
import dev.outcrop.settings.Params;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every table has an answer for every family, and every family is recognized and documented. */
class FamilyTablesTest {
    private static final Path SOURCES =
            Path.of("src", "main", "java", "dev", "outcrop", "internal", "family");

    private static final Path PROTOCOLS = Path.of("..", "docs", "protocols.md");

    /** An id of each family; a new family needs one. */
    private static final Map<ModelFamily, String> EXAMPLES =
            Map.ofEntries(
                    Map.entry(ModelFamily.CLAUDE_2, "anthropic.claude-v2:1"),
                    Map.entry(ModelFamily.CLAUDE_3, "anthropic.claude-3-haiku-20240307-v1:0"),
                    Map.entry(ModelFamily.CLAUDE_3_7, "anthropic.claude-3-7-sonnet-20250219-v1:0"),
                    Map.entry(ModelFamily.CLAUDE_4, "anthropic.claude-sonnet-4-20250514-v1:0"),
                    Map.entry(ModelFamily.CLAUDE_4_5, "anthropic.claude-haiku-4-5-20251001-v1:0"),
                    Map.entry(
                            ModelFamily.CLAUDE_OPUS_4_5, "anthropic.claude-opus-4-5-20251101-v1:0"),
                    Map.entry(ModelFamily.CLAUDE_4_6, "anthropic.claude-sonnet-4-6"),
                    Map.entry(ModelFamily.CLAUDE_4_7, "anthropic.claude-opus-4-7"),
                    Map.entry(ModelFamily.NOVA, "amazon.nova-lite-v1:0"),
                    Map.entry(ModelFamily.NOVA_2, "us.amazon.nova-2-lite-v1:0"),
                    Map.entry(ModelFamily.TITAN, "amazon.titan-text-express-v1"),
                    Map.entry(ModelFamily.LLAMA, "meta.llama3-1-8b-instruct-v1:0"),
                    Map.entry(ModelFamily.MISTRAL, "mistral.mistral-large-2402-v1:0"),
                    Map.entry(ModelFamily.COHERE_COMMAND, "cohere.command-text-v14"),
                    Map.entry(ModelFamily.COHERE_COMMAND_R, "cohere.command-r-v1:0"),
                    Map.entry(ModelFamily.JAMBA, "ai21.jamba-1-5-large-v1:0"),
                    Map.entry(ModelFamily.DEEPSEEK, "us.deepseek.r1-v1:0"),
                    Map.entry(ModelFamily.GPT_OSS, "openai.gpt-oss-120b-1:0"),
                    Map.entry(ModelFamily.GPT, "openai.gpt-5"),
                    Map.entry(ModelFamily.QWEN, "qwen.qwen3-32b-v1:0"),
                    Map.entry(ModelFamily.KIMI, "moonshot.kimi-k2-thinking"),
                    Map.entry(ModelFamily.PALMYRA, "us.writer.palmyra-x5-v1:0"),
                    Map.entry(ModelFamily.GLM, "zai.glm-4.7"),
                    Map.entry(ModelFamily.GROK, "xai.grok-4.3"),
                    Map.entry(ModelFamily.GEMMA, "google.gemma-3-12b-it"),
                    Map.entry(ModelFamily.MINIMAX, "minimax.minimax-m2.1"),
                    Map.entry(ModelFamily.NEMOTRON, "nvidia.nemotron-nano-9b-v2"),
                    Map.entry(ModelFamily.UNKNOWN, "vendor.model-of-tomorrow-v1:0"));

    @ParameterizedTest
    @EnumSource
    void anIdOfEachFamilyIsRecognized(ModelFamily family) {
        assertThat(EXAMPLES).containsKey(family);
        assertThat(ModelFamily.of(example(family))).isEqualTo(family);
    }

    private static String example(ModelFamily family) {
        return Objects.requireNonNull(EXAMPLES.get(family), family.name());
    }

    @ParameterizedTest
    @EnumSource
    void eachTableHasAnAnswer(ModelFamily family) {
        ModelName name = ModelName.of(example(family));

        HistoryRules history = HistoryRules.of(name);
        assertThat(history.media().documents()).isPositive();
        assertThat(history.media().imageBytes()).isGreaterThanOrEqualTo(MediaLimits.IMAGE_BYTES);
        assertThat(history.results().media()).doesNotContain(ToolResultRules.Media.AUDIO);
        assertThat(history.ids().shortest()).isBetween(1, history.ids().longest());
        assertThat(ParamTable.field(name, Params.Name.MAX_TOKENS)).isNotBlank();
        assertThat(ParamConflicts.refused(name, Json.EMPTY)).isEmpty();
        assertThat(
                        StructuredOutputRules.keepsToOutputConfig(
                                        example(family), name, Catalog::standard)
                                && StructuredOutputRules.hasNoTools(name))
                .isFalse();
        CacheRules cache = CacheRules.of(name);
        assertThat(cache == null || cache.minimum() > 0).isTrue();
    }

    /** A new family is a decision in each table: until it is made, this names the tables. */
    @Test
    void eachTableHasARowOfEachFamily() {
        for (RuleTable<?> table : FamilyTables.ALL) {
            assertThat(table.missing()).as(table.name()).isEmpty();
        }
    }

    @Test
    void eachTableIsListed() throws Exception {
        try (Stream<Path> files = Files.list(SOURCES)) {
            long tables =
                    files.map(FamilyTablesTest::read)
                            .flatMap(
                                    text ->
                                            Pattern.compile("RuleTable\\.of\\(")
                                                    .matcher(text)
                                                    .results())
                            .count();
            assertThat(FamilyTables.ALL).hasSize((int) tables).doesNotHaveDuplicates();
        }
        assertThat(FamilyTables.ALL).extracting(RuleTable::name).doesNotHaveDuplicates();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void eachRowHasEvidence() {
        for (RuleTable<?> table : FamilyTables.ALL) {
            assertThat(table.rows())
                    .as(table.name())
                    .allSatisfy(row -> assertThat(row.evidence()).isNotBlank());
        }
    }

    /** An id that Outcrop does not know, of a vendor that it does, has the newest known rules. */
    @Test
    void aLaterClaudeHasTheNewestRules() {
        assertThat(ModelFamily.of("anthropic.claude-opus-9-1-v1:0"))
                .isEqualTo(ModelFamily.CLAUDE_4_7);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void theNativeFormatOfEachFamilyIsDocumented(ModelFamily family) throws Exception {
        boolean laterClaude = family.isClaude() && family != ModelFamily.CLAUDE_2;
        String row = laterClaude ? "`CLAUDE_3` and later" : "`" + family.name() + "`";

        assertThat(Files.readString(PROTOCOLS)).contains(row);
    }
}
