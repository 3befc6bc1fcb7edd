package dev.outcrop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParamsTest {
    private static final Params ALL =
            Params.of()
                    .extra("min_p", 0.05)
                    .reasoningEffort("low")
                    .topK(20)
                    .stop("###")
                    .topP(0.9)
                    .temperature(0.7)
                    .maxTokens(9_000);

    @Test
    void allThatIsSetIsListedInTheOrderInWhichItIsSent() {
        assertThat(ALL)
                .hasToString(
                        "Params[maxTokens=9000, temperature=0.7, topP=0.9, stop=[\"###\"], topK=20,"
                                + " reasoningEffort=\"low\", min_p=0.05]");
        assertThat(ALL.values().keySet())
                .containsExactly(
                        Param.MAX_TOKENS,
                        Param.TEMPERATURE,
                        Param.TOP_P,
                        Param.STOP,
                        Param.TOP_K,
                        Param.REASONING_EFFORT);
    }

    @Test
    void whatConverseHasFieldsForKeepsItsType() {
        assertThat(ALL.inferenceConfig().maxTokens()).isEqualTo(9_000);
        assertThat(ALL.inferenceConfig().temperature()).isEqualTo(0.7);
        assertThat(ALL.inferenceConfig().topP()).isEqualTo(0.9);
        assertThat(ALL.inferenceConfig().stopSequences()).containsExactly("###");
        assertThat(ALL.modelFields().keySet()).containsExactly(Param.TOP_K, Param.REASONING_EFFORT);
    }
}
