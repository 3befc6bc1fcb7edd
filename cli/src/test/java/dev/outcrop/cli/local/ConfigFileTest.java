package dev.outcrop.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.AwsCredentials;
import dev.outcrop.Bedrock;
import dev.outcrop.aws.Credentials;
import dev.outcrop.cli.Cli;
import dev.outcrop.cli.Cli.Result;
import dev.outcrop.cli.bedrock.LocalKey;
import dev.outcrop.error.BedrockException;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.policy.Retries;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Settings from a file, and what is said about one that is not valid. */
class ConfigFileTest {
    private static final String NOVA = "amazon.nova-lite-v1:0";

    @TempDir Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"prot\": 1} | Unknown setting \"prot\" in FILE. Did you mean port?",
                "{\"requestsPerMinute\": 1} | Did you mean requests-per-minute?",
                "{\"tokens\": 1} | Did you mean tokens-per-day?",
                "{\"--port\": 1} | Did you mean port?",
                "{\"allowedHosts\": []} | Did you mean allow-host?",
                "{\"port\": \"http\"} | Invalid value of port in FILE: \"http\". Expected: a whole number from 0 to 65535.",
                "{\"port\": [1]} | Invalid value of port in FILE. Expected: a string or a number.",
                "{\"port\": null} | Invalid value of port in FILE. Expected: a string or a number.",
                "{\"strict\": 1} | Invalid value of strict in FILE. Expected: true or false.",
                "{\"model\": [{}]} | Invalid value of model in FILE. Expected: a string, or an array of strings.",
                "{\"fault-rate\": 2} | Invalid value of fault-rate in FILE: \"2\". Expected: a number from 0 to 1.",
                "{\"fault\": [\"html\"]} | --fault has no effect without --fault-rate.",
                "{\"job-fault\": [\"expired:2\"]} | --job-fault has no effect without --buckets.",
                "{\"job-fault\": [\"none\", \"lost\"]} | Invalid value of job-fault in FILE: \"lost\". Expected: one of none, invalid, expired:10,",
                "{\"job-fault\": \"failed-records:0\"} | Invalid value of job-fault in FILE: \"0\". Expected: a whole number from 1",
                "{\"fault\": [\"fire\"]} | Invalid value of fault in FILE: \"fire\". Expected: one of error:ThrottlingException,",
                "{\"per-token\": 20} | Invalid value of per-token in FILE: \"20\". Expected: a time such as 20ms",
                "{\"credentials\": \"secret\"} | Invalid value of credentials in FILE.",
                "{\"allow-origin\": \"*\", \"key\": \"k\"} | --allow-origin '*' cannot be combined",
                "{\"allow-origin\": \"app.example\"} | not an origin such as https://app.example: \"app.example\"",
                "{\"allow-host\": \"a:80\"} | not a host name without a port: \"a:80\"",
                "{\"certificate\": \"nowhere.p12\"} | Cannot read the certificate nowhere.p12",
                "{\"buckets\": \"nowhere\"} | Not a folder: nowhere. Try: mkdir -p nowhere",
                "[] | FILE must be a JSON object.",
                "{ | FILE is not JSON:"
            })
    void saysWhatIsWrong(String text, String what) throws Exception {
        Path file = Files.writeString(home.resolve("local.json"), text);

        Result result = new Cli(home).run("local", "--config", file.toString());

        assertThat(result.err().replaceAll("\\s+", " "))
                .contains(what.replace("FILE", file.toString()));
        assertThat(result.err()).doesNotContain("secret");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void aFileThatDoesNotExistIsAUsageError() {
        Result result = new Cli(home).run("local", "--config", "nowhere.json");

        assertThat(result.err()).contains("Cannot use nowhere.json: it does not exist.");
        assertThat(result.code()).isEqualTo(2);
    }

    private LocalBedrock start(String text) throws Exception {
        Path file = Files.writeString(home.resolve("local.json"), text);
        return new LocalSetup(ConfigFile.read(file), Map.of())
                .builder(new LocalKey(null), false)
                .start();
    }

    private static String failure(LocalBedrock local) {
        try (Bedrock bedrock =
                Bedrock.builder()
                        .baseUrl(local.endpoint().toString())
                        .region("us-east-1")
                        .credentials(AwsCredentials.of(Credentials.accessKeys("ID", "secret")))
                        .retries(Retries.NONE)
                        .build()) {
            return bedrock.chat(NOVA).ask("Hello").text();
        } catch (BedrockException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"fault-rate\": 1} | Too many requests",
                "{\"fault-rate\": 1, \"fault\": \"error:ServiceUnavailableException\"} | A configured fault.",
                "{\"fault-rate\": 1, \"fault\": [\"html:503\"], \"fault-seed\": 2} | 503",
                "{\"tokens-per-minute\": 100} | Too many tokens",
                "{\"tokens-per-day\": 100} | Too many tokens per day",
                "{\"tokens-per-minute\": 100, \"default-max-tokens\": 50} | Hello",
                "{\"strict\": true} | The script has no answer",
                "{\"strict\": false, \"clock\": \"2031-01-01T00:00:00Z\", \"seed\": 7} | Hello",
                "{\"credentials\": [\"ID:secret\", \"bearer:token\"]} | Hello",
                "{\"credentials\": \"OTHER:secret\"} | security token",
                "{\"latency\": \"small\", \"first-byte\": \"1ms\", \"per-token\": \"0ms\", \"jitter\": 0} | Hello"
            })
    void eachSettingHasItsEffect(String text, String answer) throws Exception {
        try (LocalBedrock local = start(text)) {
            assertThat(failure(local)).contains(answer);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, Hello", "3, Too many tokens"})
    void outputCostsQuotaAsConfigured(int burnDown, String secondAnswer) throws Exception {
        try (LocalBedrock local = start(quotas(burnDown))) {
            assertThat(failure(local)).contains("Hello");
            assertThat(failure(local)).contains(secondAnswer);
        }
    }

    private static String quotas(int burnDown) {
        return "{\"tokens-per-minute\": 150, \"default-max-tokens\": 60, \"burn-down\": "
                + burnDown
                + "}";
    }

    @Test
    void modelsThatAreAddedAreKnown() throws Exception {
        try (LocalBedrock local = start("{\"model\": [\"amazon.nova-next-v1:0\"]}")) {
            assertThat(status(local, "amazon.nova-next-v1%3A0", "x").statusCode()).isEqualTo(200);
            assertThat(status(local, "amazon.nova-later-v1%3A0", "x").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void wordsThatAreGuardedAreBlocked() throws Exception {
        try (LocalBedrock local = start("{\"guarded-word\": [\"secretly\"]}")) {
            assertThat(status(local, "amazon.nova-lite-v1%3A0", "secretly").body())
                    .contains("guardrail_intervened");
        }
    }

    private static HttpResponse<String> status(LocalBedrock local, String model, String text)
            throws Exception {
        String body =
                "{\"guardrailConfig\":{\"guardrailIdentifier\":\"g\",\"guardrailVersion\":\"1\"},"
                        + "\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\""
                        + text
                        + "\"}]}]}";
        URI uri = URI.create(local.endpoint() + "/model/" + model + "/converse");
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(uri)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    @Test
    void theCommandLineTakesPrecedence() throws Exception {
        Path file =
                Files.writeString(
                        home.resolve("local.json"), "{\"strict\": true, \"fault-rate\": \"x\"}");

        Result result =
                new Cli(home).run("local", "--fault-rate", "9", "--config", file.toString());

        assertThat(result.err()).contains("Invalid value of --fault-rate: \"9\"");
    }

    @Test
    void valuesAreNotShown() {
        assertThat(new SettingValue("--key", java.util.List.of("hidden")).toString())
                .isEqualTo("--key");
    }
}
