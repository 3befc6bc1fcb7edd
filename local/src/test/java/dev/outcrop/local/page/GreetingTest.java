package dev.outcrop.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Bedrock;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;

import org.junit.jupiter.api.Test;

@LocalBedrockTest(strict = true)
class GreetingTest {
    @Test
    void greets(LocalBedrock local, Bedrock bedrock) {
        local.script(Scripted.text("Hello!"));

        assertThat(bedrock.chat().ask("Hi").text()).isEqualTo("Hello!");
        assertThat(local.requests()).hasSize(1);
    }
}
