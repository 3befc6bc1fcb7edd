package dev.outcrop.internal.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;

import org.junit.jupiter.api.Test;

class RuleTableTest {
    private static final RuleTable<String> TABLE =
            RuleTable.of("example", "safest", "by test")
                    .with(Models.CLAUDE, "first", "by test")
                    .with(Models.CLAUDE.from(4, 6), "second", "by test")
                    .with(Models.CLAUDE.named("opus", "fable").from(5, 5), "third", "by test")
                    .with(Models.of(ModelFamily.NOVA).before(1, 5), "old", "by test");

    @Test
    void aRuleAppliesFromItsVersionOn() {
        assertThat(of("anthropic.claude-opus-4-5-20251101-v1:0")).isEqualTo("first");
        assertThat(of("anthropic.claude-sonnet-4-6")).isEqualTo("second");
        assertThat(of("us.anthropic.claude-opus-5")).isEqualTo("second");
        assertThat(of("global.anthropic.claude-opus-5-5")).isEqualTo("third");
    }

    @Test
    void anUnknownLaterVersionHasTheNewestRule() {
        assertThat(of("anthropic.claude-opus-7-2")).isEqualTo("third");
        assertThat(of("anthropic.claude-haiku-7-2")).isEqualTo("second");
    }

    @Test
    void aRuleOfSomeLinesAppliesToNoOther() {
        assertThat(of("anthropic.claude-sonnet-5-5")).isEqualTo("second");
    }

    @Test
    void anUnknownModelHasTheSafestRule() {
        assertThat(of("vendor.of-tomorrow-v1:0")).isEqualTo("safest");
        assertThat(of("arn:aws:bedrock:us-east-1:1:application-inference-profile/a"))
                .isEqualTo("safest");
    }

    @Test
    void aRuleEndsBeforeAVersion() {
        assertThat(of("amazon.nova-pro-v1:0")).isEqualTo("old");
    }

    @Test
    void missingFamiliesAreNamed() {
        assertThat(TABLE.missing())
                .contains(ModelFamily.LLAMA, ModelFamily.QWEN)
                .doesNotContain(ModelFamily.CLAUDE_3, ModelFamily.UNKNOWN);
    }

    private static String of(String id) {
        return TABLE.of(ModelName.of(id));
    }
}
