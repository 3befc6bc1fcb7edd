package dev.outcrop.local.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.authentication.LocalCredentials;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.IncomingRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which of AWS's endpoints a recorder forwards a request to, and that each is recorded. */
class RecordedEndpointsTest {
    private static final String RUNTIME = "https://bedrock-runtime.eu-west-1.amazonaws.com";

    @TempDir Path folder;

    private static IncomingRequest request(String path, String host) {
        return new IncomingRequest(
                "POST", path, "HTTP/1.1", Map.of("host", List.of(host)), Bytes.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        RUNTIME + ", /model/m/converse, bedrock-runtime.eu-west-1.amazonaws.com, bedrock",
        RUNTIME
                + ", /guardrail/g/version/1/apply, bedrock-runtime.eu-west-1.amazonaws.com, bedrock",
        RUNTIME + ", /async-invoke, bedrock-runtime.eu-west-1.amazonaws.com, bedrock",
        RUNTIME + ", /openai/v1/responses, bedrock-runtime.eu-west-1.amazonaws.com, bedrock",
        RUNTIME + ", /foundation-models, bedrock.eu-west-1.amazonaws.com, bedrock",
        RUNTIME + ", /inference-profiles/p, bedrock.eu-west-1.amazonaws.com, bedrock",
        RUNTIME + ", /guardrails, bedrock.eu-west-1.amazonaws.com, bedrock",
        RUNTIME + ", /rerank, bedrock-agent-runtime.eu-west-1.amazonaws.com, bedrock",
        "https://proxy.example, /rerank, proxy.example, bedrock",
        RUNTIME + ", /v1/responses, bedrock-mantle.eu-west-1.api.aws, bedrock-mantle",
        "https://bedrock-runtime-fips.us-gov-west-1.amazonaws.com, /guardrails, bedrock-fips.us-gov-west-1.amazonaws.com, bedrock",
        "https://bedrock-runtime.cn-north-1.amazonaws.com.cn, /v1/models, bedrock-mantle.cn-north-1.api.amazonwebservices.com.cn, bedrock-mantle",
        "https://bedrock-mantle.eu-west-1.api.aws, /v1/models, bedrock-mantle.eu-west-1.api.aws, bedrock-mantle",
        "https://bedrock-mantle.eu-west-1.api.aws, /openai/v1/responses, bedrock-mantle.eu-west-1.api.aws, bedrock-mantle",
        "https://proxy.example, /guardrails, proxy.example, bedrock",
        "https://proxy.example, /v1/models, proxy.example, bedrock"
    })
    void thePathSelectsTheEndpoint(String service, String path, String host, String signedFor) {
        RecordedEndpoints.Target target =
                RecordedEndpoints.of(URI.create(service)).of(request(path, "localhost"));

        assertThat(target.url().getHost()).isEqualTo(host);
        assertThat(target.service()).isEqualTo(signedFor);
    }

    @Test
    void theHostSelectsTheEndpointOfPathsThatTwoHave() {
        RecordedEndpoints all = RecordedEndpoints.of(URI.create(RUNTIME));

        assertThat(all.of(request("/anthropic/v1/messages", "bedrock-mantle.localhost")).url())
                .hasHost("bedrock-mantle.eu-west-1.api.aws");
        assertThat(all.of(request("/anthropic/v1/messages", "localhost")).url())
                .hasHost("bedrock-runtime.eu-west-1.amazonaws.com");
    }

    /** Each service accepts only its own signatures. */
    @Test
    void everyKindOfOperationIsRecordedAndReplayed() throws Exception {
        LocalCredentials keys = LocalCredentials.keys("AKIAREAL", "real");
        List<String> requests =
                List.of(
                        "POST /model/amazon.nova-lite-v1%3A0/converse-stream "
                                + "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]}",
                        "POST /model/amazon.titan-embed-text-v2%3A0/invoke {\"inputText\":\"Hi\"}",
                        "POST /guardrail/abc/version/1/apply "
                                + "{\"source\":\"INPUT\",\"content\":[{\"text\":{\"text\":\"Hi\"}}]}",
                        "GET /foundation-models?byProvider=Amazon ",
                        "GET /v1/models ",
                        "POST /v1/chat/completions {\"model\":\"openai.gpt-oss-120b\",\"stream\":true,"
                                + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
        var recorded = new ArrayList<HttpResponse<String>>();
        try (var runtime = LocalBedrock.builder().credentials(keys).start();
                var control = LocalBedrock.builder().credentials(keys).start();
                var mantle = LocalBedrock.builder().credentials(keys).start();
                var recorder =
                        Recorder.of(runtime.endpoint(), folder)
                                .control(control.endpoint())
                                .mantle(mantle.endpoint())
                                .signing(() -> keys, "us-east-1");
                var local = LocalBedrock.builder().standIn(recorder).start()) {
            for (String request : requests) {
                recorded.add(send(local, request));
            }
            assertThat(recorded).allMatch(response -> response.statusCode() == 200);
            assertThat(runtime.requests()).hasSize(3);
            assertThat(control.requests()).hasSize(1);
            assertThat(mantle.requests()).hasSize(2);
        }
        try (var local = LocalBedrock.builder().standIn(Replay.from(folder)).start()) {
            for (int i = 0; i < requests.size(); i++) {
                HttpResponse<String> again = send(local, requests.get(i));
                assertThat(again.body()).isEqualTo(recorded.get(i).body());
                assertThat(again.headers().firstValue("content-type"))
                        .isEqualTo(recorded.get(i).headers().firstValue("content-type"));
            }
        }
        Path ofEvents = folder.resolve("00006-completions.json");
        Json.Obj events = (Json.Obj) Json.parse(Files.readAllBytes(ofEvents));
        assertThat(events.object("response").string("bodyText")).startsWith("data: {");
    }

    private static HttpResponse<String> send(LocalBedrock local, String request) throws Exception {
        String[] parts = request.split(" ", 3);
        var http = HttpRequest.newBuilder(URI.create(local.endpoint() + parts[1]));
        http.method(
                parts[0],
                parts[2].isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(parts[2]));
        try (var client = HttpClient.newHttpClient()) {
            return client.send(http.build(), BodyHandlers.ofString());
        }
    }
}
