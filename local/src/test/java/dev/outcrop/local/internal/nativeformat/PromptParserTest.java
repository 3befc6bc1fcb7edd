package dev.outcrop.local.internal.nativeformat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;

class PromptParserTest {
    @Test
    void readsTheMarksOfLlama() {
        var body = new ConverseBodyBuilder();
        PromptParser.llama(
                "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|>"
                        + "<|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>"
                        + "<|start_header_id|>assistant<|end_header_id|>\n\n",
                body);

        assertThat(body.converse())
                .isEqualTo(
                        Json.parse(
                                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}],\"system\":[{\"text\":\"Be brief.\"}]}"));
    }

    @Test
    void readsTheMarksOfMistral() {
        var body = new ConverseBodyBuilder();
        PromptParser.instructions("<s>[INST] One [/INST] two</s>[INST] three [/INST]", body);

        assertThat(body.converse().get("messages"))
                .isEqualTo(
                        Json.parse(
                                "[{\"role\":\"user\",\"content\":[{\"text\":\"One\"}]},{\"role\":\"assistant\",\"content\":[{\"text\":\"two\"}]},{\"role\":\"user\",\"content\":[{\"text\":\"three\"}]}]"));
    }

    @Test
    void takesAPlainText() {
        var llama = new ConverseBodyBuilder();
        PromptParser.llama("Say: hi", llama);
        var mistral = new ConverseBodyBuilder();
        PromptParser.instructions("Say: hi", mistral);

        assertThat(llama.converse()).isEqualTo(mistral.converse());
        assertThat(llama.converse().toString()).contains("Say: hi");
    }
}
