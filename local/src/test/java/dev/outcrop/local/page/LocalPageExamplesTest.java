package dev.outcrop.local.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.authentication.LocalCredentials;
import dev.outcrop.local.engine.OpenAiEngine;
import dev.outcrop.local.engine.Pacing;
import dev.outcrop.local.engine.Quotas;
import dev.outcrop.local.recording.Recorder;
import dev.outcrop.local.recording.Replay;
import dev.outcrop.local.rules.RuleEngine;
import dev.outcrop.local.script.Fault;
import dev.outcrop.local.script.Faults;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.StreamCut;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What docs/local.md shows in Java, and what it does. */
@Tag("slow")
class LocalPageExamplesTest {
    private static final AwsCredentialsProvider anyCredentials =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

    @TempDir Path folder;

    @Test
    void pointsAnSdkAtIt() {
        try (LocalBedrock local = LocalBedrock.start()) {
            BedrockRuntimeClient client =
                    BedrockRuntimeClient.builder()
                            .endpointOverride(local.endpoint())
                            .region(Region.US_EAST_1)
                            .credentialsProvider(anyCredentials)
                            .build();
            try (client) {
                assertThat(
                                client.converse(
                                                request ->
                                                        request.modelId("amazon.nova-lite-v1:0")
                                                                .messages(hello()))
                                        .stopReasonAsString())
                        .isEqualTo("end_turn");
            }
        }
    }

    @Test
    void acceptsMoreModels() {
        LocalBedrock local = LocalBedrock.builder().models("anthropic.claude-next-v1:0").start();
        try (local;
                var bedrock = local.connect()) {
            assertThat(bedrock.chat("us.anthropic.claude-next-v1:0").ask("Hi").text())
                    .contains("local Bedrock");
        }
    }

    @Test
    void choosesEnginesByModel() {
        LocalBedrock local =
                LocalBedrock.builder()
                        .engine("amazon.nova-*", new RuleEngine())
                        .engine(
                                OpenAiEngine.of(
                                        URI.create("http://localhost:11434/v1"), "llama3.2"))
                        .start();
        try (local;
                var bedrock = local.connect()) {
            assertThat(bedrock.chat("us.amazon.nova-lite-v1:0").ask("Hi").text())
                    .contains("local Bedrock");
        }
    }

    @Test
    void recordsAndReplays() throws Exception {
        LocalCredentials keys = LocalCredentials.keys("AKIDEXAMPLE", "secret");
        Supplier<LocalCredentials> credentials = () -> keys;
        LocalCredentials localKey = LocalCredentials.bearer("local-key");
        try (LocalBedrock service = LocalBedrock.builder().credentials(keys).start()) {
            URI bedrock = service.endpoint();
            try (Recorder recorder =
                            Recorder.of(bedrock, folder).signing(credentials, "eu-west-1");
                    LocalBedrock local =
                            LocalBedrock.builder()
                                    .credentials(localKey)
                                    .standIn(recorder)
                                    .start()) {
                ask(local, "Hello");
            }
            try (LocalBedrock local = LocalBedrock.builder().standIn(Replay.from(folder)).start()) {
                ask(local, "Hello");
            }
            assertThat(service.requests()).hasSize(1);
        }
    }

    @Test
    void failsAsScripted() {
        try (LocalBedrock local = LocalBedrock.start();
                var bedrock = local.connect()) {
            local.script(
                    Scripted.text("Hello!"),
                    Scripted.error(
                            "ThrottlingException",
                            "Too many requests, please wait before trying again."),
                    Fault.resetBeforeHead(),
                    new Scripted.Interrupted(4, Scripted.steps(new Step.Abort(StreamCut.RESET))));

            assertThat(ask(local, "Hi")).isEqualTo("Hello!");
            // Throttled and reset at first, and then broken off.
            assertThatThrownBy(() -> bedrock.model("amazon.nova-lite-v1:0").stream("Hi").reply())
                    .isInstanceOf(RuntimeException.class);
            assertThat(local.requests()).hasSize(4);
        }
    }

    @Test
    void isSlowMeanAndStrict() {
        Instant inAnHour = Instant.now().plusSeconds(3_600);
        InstantSource clock = InstantSource.system();
        List<LocalBedrock> all = new ArrayList<>();
        all.add(
                LocalBedrock.builder()
                        .faults(Faults.rate(0.2, Fault.html(502), Fault.resetBeforeHead()).seed(7))
                        .start());
        all.add(
                LocalBedrock.builder()
                        .quotas(Quotas.NONE.withRequestsPerMinute(60).withTokensPerMinute(100_000))
                        .pacing(new Pacing(Duration.ofMillis(400), Duration.ofMillis(20), 0.3, 1))
                        .start());
        all.add(
                LocalBedrock.builder()
                        .credentials(
                                LocalCredentials.keys("AKIDEXAMPLE", "secret"),
                                LocalCredentials.temporaryKeys(
                                        "ASIAEXAMPLE", "secret", "token", inAnHour),
                                LocalCredentials.bearer("api-key", inAnHour))
                        .clock(clock)
                        .start());
        for (LocalBedrock local : all) {
            assertThat(ask(local, "Hi")).contains("local Bedrock");
            local.close();
        }
    }

    private static String ask(LocalBedrock local, String question) {
        try (var bedrock = local.connect()) {
            return bedrock.chat("amazon.nova-lite-v1:0").ask(question).text();
        }
    }

    private static Message hello() {
        return Message.builder().role("user").content(ContentBlock.fromText("Hello")).build();
    }
}
