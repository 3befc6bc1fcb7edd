package dev.outcrop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParamsTest {
    private static final Params ALL =
            Params.DEFAULT
                    .withExtra("min_p", 0.05)
                    .withReasoningEffort("low")
                    .withTopK(20)
                    .withStop("###")
                    .withTopP(0.9)
                    .withTemperature(0.7)
                    .withMaxTokens(9_000);

    @Test
    void allThatIsSetIsListedInTheOrderInWhichItIsSent() {
        assertThat(ALL)
                .hasToString(
                        "Params[maxTokens=9000, temperature=0.7, topP=0.9, stop=[\"###\"], topK=20,"
                                + " reasoningEffort=\"low\", min_p=0.05]");
        assertThat(ALL.values().keySet())
                .containsExactly(
                        Params.Name.MAX_TOKENS,
                        Params.Name.TEMPERATURE,
                        Params.Name.TOP_P,
                        Params.Name.STOP,
                        Params.Name.TOP_K,
                        Params.Name.REASONING_EFFORT);
    }

    @Test
    void whatConverseHasFieldsForKeepsItsType() {
        assertThat(ALL.inferenceConfig().maxTokens()).isEqualTo(9_000);
        assertThat(ALL.inferenceConfig().temperature()).isEqualTo(0.7);
        assertThat(ALL.inferenceConfig().topP()).isEqualTo(0.9);
        assertThat(ALL.inferenceConfig().stopSequences()).containsExactly("###");
        assertThat(ALL.modelFields().keySet())
                .containsExactly(Params.Name.TOP_K, Params.Name.REASONING_EFFORT);
    }
}
