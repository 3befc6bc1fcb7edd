package dev.outcrop.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.CompatibleServer;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.policy.Timeouts;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.function.Supplier;

/** The Java of {@code docs/servers.md}. No server is called: the build has no keys of theirs. */
class ServersExamplesTest {
    @Test
    void aPresetWithoutItsKeyNamesTheVariable() {
        assertThatThrownBy(
                        () -> {
                            try (Bedrock mistral = CompatibleServer.mistral().connect()) {
                                System.out.println(
                                        mistral.chat("mistral-large-latest").ask("Hi").text());
                            }
                        })
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("MISTRAL_API_KEY is not set");
    }

    @Test
    void keysAndAddressesAreSet() {
        String key = "key";
        Supplier<String> tokens = () -> "token";
        var openRouter =
                Bedrock.builder()
                        .endpoint(CompatibleServer.openRouter().withKey(key))
                        .timeouts(Timeouts.DEFAULT.withTotal(Duration.ofMinutes(2)))
                        .build();
        openRouter.close();

        var azure = CompatibleServer.azure("https://RESOURCE.openai.azure.com").withKey(tokens);
        var server = CompatibleServer.openAiCompatible("http://localhost:9000/v1", null);
        assertThat(azure.toString() + server).doesNotContain(key + " ", "token");
    }
}
