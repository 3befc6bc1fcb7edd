package dev.outcrop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.aws.Environment;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.HttpProxy;
import dev.outcrop.policy.Retries;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What builders print in a debugger. */
class BuildersTest {
    private static final String KEY = "canary-builder-key-0123";

    private static Bedrock.Builder builder() {
        return Bedrock.builder().environment(Environment.of(Map.of(), Clock.systemUTC()));
    }

    @Test
    void aClientsBuilderShowsWhatIsSet() {
        assertThat(builder()).hasToString("Bedrock.Builder[]");
        assertThat(builder().region("us-east-1").profile("dev").retries(Retries.NONE).toString())
                .startsWith("Bedrock.Builder[profile=dev, region=us-east-1, retries=");
        assertThat(builder().endpoint(CompatibleServer.mistral()).toString())
                .contains("https://api.mistral.ai/v1");
        assertThat(builder().endpoint(CompatibleServer.databricks()).toString())
                .contains("{DATABRICKS_HOST}/serving-endpoints"); // it need not be set yet
    }

    @Test
    void aClientsBuilderShowsNoSecret() {
        for (Bedrock.Builder builder :
                List.of(
                        builder().apiKey(KEY),
                        builder().baseUrl("https://user:" + KEY + "@example.com"),
                        builder().proxy(HttpProxy.of("http://user:" + KEY + "@proxy:3128")),
                        builder().endpoint(CompatibleServer.anthropic(KEY)))) {
            assertThat(builder.toString()).doesNotContain(KEY).isNotEqualTo("Bedrock.Builder[]");
        }
    }

    @Test
    void aChatsBuilderShowsWhatAChatBeginsWith() {
        try (Bedrock bedrock = builder().build()) {
            assertThat(bedrock.chat("m").system("Be brief.").turns(List.of(turn(), answer())))
                    .hasToString("ChatBuilder[m, system prompt, turns=2]");
            assertThat(bedrock.chat("m")).hasToString("ChatBuilder[m]");
        }
    }

    private static Turn turn() {
        return new Turn(Message.user("Hi"), null);
    }

    private static Turn answer() {
        return new Turn(Message.assistant("Hello."), null);
    }

    @Test
    void aRequestsBuilderShowsItsModel() {
        assertThat(ConverseRequest.builder("m").messages(Message.user("Hi")))
                .hasToString("ConverseRequest.Builder[m, messages=1]");
    }
}
