package dev.outcrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import dev.outcrop.cli.Cli;
import dev.outcrop.cli.Cli.Result;
import dev.outcrop.cli.Commands;
import dev.outcrop.cli.Screen;
import dev.outcrop.cli.bedrock.LocalEngines;
import dev.outcrop.cli.bedrock.LocalKey;
import dev.outcrop.cli.bedrock.RecordedService;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.authentication.LocalCredentials;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code outcrop local --engine …}, asked by {@code outcrop ask} with the lines that it prints. */
class LocalCommandTest {
    private static final String NOVA = "us.amazon.nova-lite-v1:0";
    private static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

    @TempDir Path home;

    private final Map<String, String> env = new HashMap<>();

    @ParameterizedTest
    @CsvSource({
        "always, the top song?, tool_use",
        "always, Good morning, tool_use",
        "named, the top song?, tool_use",
        "named, Good morning, end_turn",
        "never, the top song?, end_turn"
    })
    void toolsAreCalledAsTheOptionSays(String when, String question, String stopReason)
            throws Exception {
        for (String engine : List.of("rehearsal", "*nova*=rehearsal")) {
            try (var local = run("--tools", when, "--engine", engine)) {
                assertThat(converse(local, question)).contains("\"stopReason\":\"" + stopReason);
            }
        }
    }

    @Test
    void anotherValueOfToolsIsAUsageError() {
        Result result = new Cli(home).run("local", "--tools", "sometimes");

        assertThat(result.err())
                .contains("Invalid value of --tools")
                .contains("always, named or never");
        assertThat(result.code()).isEqualTo(2);
    }

    @Test
    void eachModelHasItsEngine() throws Exception {
        Path script = home.resolve("answers.json");
        Files.writeString(script, "{\"answers\":[{\"text\":\"As scripted.\"}]}");

        try (var local = run("--engine", "rehearsal", "--engine", "*nova*=script:" + script)) {
            assertThat(local.ask(NOVA, "Hi").out()).isEqualTo("As scripted.\n");
            assertThat(local.ask(NOVA, "Hi").err()).contains("The script has no answer");
            assertThat(local.ask(CLAUDE, "Hi").out()).contains("This is the local Bedrock.");
        }
    }

    @Test
    void recordsWithItsOwnCredentialsAndSaysItAgain() throws Exception {
        Path folder = home.resolve("recordings");
        try (var service =
                LocalBedrock.builder()
                        .credentials(LocalCredentials.keys("AKIATHEREALONE1", "hidden"))
                        .start()) {
            env.put("AWS_ACCESS_KEY_ID", "AKIATHEREALONE1");
            env.put("AWS_SECRET_ACCESS_KEY", "hidden");
            try (var local =
                    run(
                            "--engine",
                            "record:" + folder,
                            "--record-from",
                            service.endpoint().toString())) {
                assertThat(local.ask(CLAUDE, "Hello").out()).contains("“Hello”");
            }
            assertThat(service.requests()).hasSize(1);
        }
        try (var local = run("--engine", "replay:" + folder)) {
            assertThat(local.ask(CLAUDE, "Hello").out()).contains("“Hello”");
            assertThat(local.ask(CLAUDE, "Goodbye").err())
                    .contains(
                            "/messages/0/content/0/text: recorded \"Hello\", requested \"Goodbye\"");
        }
    }

    @Test
    void whatRecordsAnswersOnlyThoseWithItsKey() throws Exception {
        try (var service = LocalBedrock.start();
                var local = record(service)) {
            assertThat(unsigned(local.endpoint() + "/v1/models")).isEqualTo(403);
            assertThat(unsigned(local.endpoint() + "/foundation-models")).isEqualTo(403);
            assertThat(service.requests()).isEmpty();
            assertThat(local.lines()).doesNotContain("AWS_SECRET_ACCESS_KEY=local");

            assertThat(local.ask(CLAUDE, "Hello").out()).contains("“Hello”");
            assertThat(service.requests()).hasSize(1);
        }
    }

    @Test
    void eachRunMakesAnotherKey() throws Exception {
        try (var service = LocalBedrock.start();
                var one = record(service);
                var other = record(service)) {
            assertThat(one.secret()).hasSizeGreaterThanOrEqualTo(32).isNotEqualTo(other.secret());
        }
    }

    @Test
    void recordsForAnyoneOnlyWhereItIsTold() throws Exception {
        try (var service = LocalBedrock.start();
                var local = record(service, "--no-key")) {
            assertThat(unsigned(local.endpoint() + "/foundation-models")).isEqualTo(200);
            assertThat(service.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aKeyClosesAnyEngine(boolean asOption) throws Exception {
        if (!asOption) {
            env.put(LocalKey.VARIABLE, "a-key");
        }
        try (var local = asOption ? run("--key", "a-key") : run()) {
            assertThat(local.secret()).isEqualTo("a-key");
            assertThat(unsigned(local.endpoint() + "/foundation-models")).isEqualTo(403);
            assertThat(local.ask(CLAUDE, "Hi").out()).contains("This is the local Bedrock.");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--key|a key|Invalid key: use 1 to 256 of letters",
                "--key|a\u00e4|Invalid key: use 1 to 256 of letters",
                "--key=k|--no-key|--key and --no-key cannot be combined."
            })
    void saysWhatIsWrongWithAKey(String option, String value, String what) {
        Result result = new Cli(home).run("local", option, value);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(what);
    }

    @Test
    void anAddressForOthersIsPrintedWithTheNamesThatTheyMayUse() throws Exception {
        try (var local = run("--host", "0.0.0.0", "--allow-host", "bedrock.test")) {
            assertThat(local.endpoint()).startsWith("http://127.0.0.1:");
            assertThat(local.err().text())
                    .contains("Also reached as http://bedrock.test:")
                    .contains("warning: Every client that reaches 0.0.0.0:0 is answered.");
        }
        try (var local = run("--host", "0.0.0.0", "--key", "k")) {
            assertThat(local.err().text()).doesNotContain("warning");
        }
    }

    @Test
    void runsBatchJobsInAFolder() throws Exception {
        Path buckets = Files.createDirectories(home.resolve("buckets"));
        Path input = Files.createDirectories(buckets.resolve("input")).resolve("a.jsonl");
        Files.writeString(
                input,
                "{\"recordId\":\"1\",\"modelInput\":{\"messages\":[{\"role\":\"user\","
                        + "\"content\":[{\"text\":\"Hi\"}]}]}}\n");
        String job =
                "{\"jobName\":\"j\",\"roleArn\":\"arn:aws:iam::123456789012:role/r\",\"modelId\":\"amazon.nova-lite-v1:0\","
                        + "\"inputDataConfig\":{\"s3InputDataConfig\":{\"s3Uri\":\"s3://input\"}},"
                        + "\"outputDataConfig\":{\"s3OutputDataConfig\":{\"s3Uri\":\"s3://output\"}}}";
        try (var local = run("--buckets", buckets.toString());
                var other = run()) {
            assertThat(post(local, "/model-invocation-job", job)).contains("\"jobArn\":");
            assertThat(local.lines())
                    .contains(
                            "export AWS_ENDPOINT_URL_S3=" + local.endpoint() + "\n",
                            "export AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME=" + local.endpoint());
            assertThat(other.lines()).doesNotContain("URL_S3");
            assertThat(post(other, "/model-invocation-job", job))
                    .contains("outcrop local --buckets DIR");
        }
    }

    @Test
    void configuredCredentialsAreRequiredAndNotShown() throws Exception {
        Path file =
                Files.writeString(
                        home.resolve("local.json"), "{\"credentials\": [\"AKIDMINE:my-secret\"]}");
        try (var local = run("--config", file.toString())) {
            assertThat(local.lines() + local.err().text())
                    .contains("must be signed with the configured credentials")
                    .doesNotContain("my-secret", "AWS_SECRET_ACCESS_KEY", "OPENAI_API_KEY");
            assertThat(unsigned(local.endpoint() + "/foundation-models")).isEqualTo(403);
            env.put("AWS_ACCESS_KEY_ID", "AKIDMINE");
            env.put("AWS_SECRET_ACCESS_KEY", "my-secret");
            var cli = new Cli(home);
            env.forEach(cli::env);
            cli.env("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", local.endpoint());
            cli.env("AWS_REGION", "us-east-1");
            assertThat(cli.run("ask", "-m", NOVA, "Hi").out()).contains("“Hi”");
        }
    }

    @Test
    void recordingsArePrintedAsAScriptThatAnswers() throws Exception {
        Path folder = home.resolve("recordings");
        env.put("AWS_ACCESS_KEY_ID", "AKIATHEREALONE1");
        env.put("AWS_SECRET_ACCESS_KEY", "hidden");
        try (var service = LocalBedrock.start();
                var local =
                        run(
                                "--record",
                                folder.toString(),
                                "--record-from",
                                service.endpoint().toString(),
                                "--no-key")) {
            local.ask(CLAUDE, "Hello");
        }
        Path script = home.resolve("answers.json");

        Result printed = new Cli(home).run("local", "--print-script", folder.toString());

        assertThat(printed.code()).isZero();
        Files.writeString(script, printed.out());
        for (String[] again :
                List.of(
                        new String[] {"--engine", "script:" + script},
                        new String[] {"--replay", folder.toString()})) {
            try (var local = run(again)) {
                assertThat(local.ask(CLAUDE, "Hello").out()).contains("“Hello”");
            }
        }
        assertThat(new Cli(home).run("local", "--print-script", "nowhere").err())
                .contains("Folder not found: nowhere.");
    }

    @Test
    void theFolderOfBucketsMustExist() {
        Result result = new Cli(home).run("local", "--buckets", home.resolve("none").toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("Not a folder:", "mkdir -p ");
    }

    @Test
    void saysThatARecordingIsMissing() throws Exception {
        Path folder = home.resolve("recordings");
        try (var service = LocalBedrock.start()) {
            var gate = new StallGate();
            service.script(Scripted.steps(new Step.Stall(gate)));
            Running local = record(service);
            var asked =
                    CompletableFuture.supplyAsync(
                            () -> local.ask(CLAUDE, "Hello"), LocalCommandTest::inItsThread);
            assertThat(gate.awaitArrival(Duration.ofSeconds(30))).isTrue();
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
            gate.open();
            asked.get(30, TimeUnit.SECONDS);
            local.close();

            assertThat(local.err().text())
                    .contains("1 recording could not be written to " + folder);
        }
    }

    private static String converse(Running local, String question) throws Exception {
        String body =
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\""
                        + question
                        + "\"}]}],\"toolConfig\":{\"tools\":[{\"toolSpec\":{\"name\":\"top_song\","
                        + "\"inputSchema\":{\"json\":{\"type\":\"object\"}}}}]}}";
        return post(local, "/model/" + NOVA.replace(":", "%3A") + "/converse", body);
    }

    private static String post(Running local, String path, String body) throws Exception {
        URI uri = URI.create(local.endpoint() + path);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(uri)
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    private Running record(LocalBedrock service, String... more) throws InterruptedException {
        env.put("AWS_ACCESS_KEY_ID", "AKIATHEREALONE1");
        env.put("AWS_SECRET_ACCESS_KEY", "hidden");
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--engine",
                                "record:" + home.resolve("recordings"),
                                "--record-from",
                                service.endpoint().toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private static int unsigned(String url) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(url)).build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @ParameterizedTest
    @CsvSource({"'', listed", "'#named:3b', named:3b"})
    void putsAServerBehindIt(String fragment, String model) throws Exception {
        var asked = new ArrayList<String>();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/v1",
                exchange -> {
                    asked.add(exchange.getRequestHeaders().getFirst("Authorization"));
                    asked.add(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
                    String answer =
                            exchange.getRequestMethod().equals("GET")
                                    ? "{\"data\":[{\"id\":\"listed\"}]}"
                                    : """
                                    data: {"choices":[{"delta":{"content":"From a model."}}]}

                                    data: {"choices":[{"delta":{},"finish_reason":"stop"}]}

                                    data: [DONE]

                                    """;
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
                    exchange.close();
                });
        server.start();
        env.put(LocalEngines.UPSTREAM_KEY, "key");
        try (var local =
                run(
                        "--engine",
                        "upstream:http://127.0.0.1:"
                                + server.getAddress().getPort()
                                + "/v1"
                                + fragment)) {
            assertThat(local.ask(CLAUDE, "Hi").out()).isEqualTo("From a model.\n");
        } finally {
            server.stop(0);
        }
        assertThat(asked).contains("Bearer key").last().asString().contains("\"" + model + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "magic | Unknown engine \"magic\"; engines: rehearsal, script, replay, record, upstream. | --engine upstream:http://localhost:11434/v1",
                "script | The engine script requires an argument: FILE.json. | --engine script:answers.json",
                "rehearsal:loud | The engine rehearsal does not take an argument. | --engine rehearsal",
                "=rehearsal | No models before the = | --engine '*nova*=rehearsal'",
                "*nova*=magic:a=b | Unknown engine \"magic\" | --engine",
                "replay:nowhere | Folder not found: nowhere. | --engine record:nowhere    # to record first",
                "script:nowhere.json | Cannot use nowhere.json: it does not exist. | --engine script:answers.json",
                "script:HOME | Cannot use HOME: it cannot be read. | --engine script:answers.json",
                "script:HOME/bad.json | HOME/bad.json: answers.0.txt is unknown | outcrop help local",
                "replay:HOME | bad.json is not a recording | use a folder that contains only recordings",
                "upstream:localhost:11434 | The engine upstream requires a URL, not \"localhost:11434\". | --engine upstream:http",
                "upstream:http://localhost:11434 | The upstream URL must end with the API version. | --engine upstream:http://localhost:11434/v1",
                "record:HOME/r | Cannot tell which endpoint to record: no region is set. | export AWS_REGION=us-east-1"
            })
    void saysWhatIsWrongWithAnEngine(String engine, String what, String remedy) throws Exception {
        Files.writeString(home.resolve("bad.json"), "{\"answers\":[{\"txt\":\"a\"}]}");
        String there = home.toString();

        Result result = new Cli(home).run("local", "--engine", engine.replace("HOME", there));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains(what.replace("HOME", there), remedy.replace("HOME", there));
    }

    @Test
    void onlyOneEngineIsForAllModels() {
        assertThat(
                        new Cli(home)
                                .run("local", "--engine", "rehearsal", "--engine", "*=rehearsal")
                                .err())
                .contains("Only one engine can answer all models.");
        assertThat(new Cli(home).run("local", "--record-from", "http://localhost:1").err())
                .contains("--record-from has no effect");
        assertThat(
                        new Cli(home)
                                .run("local", "--engine", "record:" + home, "--record-from", "x")
                                .err())
                .contains("--record-from is not a URL: x");
    }

    @ParameterizedTest
    @CsvSource({
        "https://bedrock-runtime.ap-southeast-2.amazonaws.com, ap-southeast-2",
        "https://bedrock-runtime-fips.us-gov-west-1.amazonaws.com, us-gov-west-1",
        "https://bedrock-runtime.cn-north-1.amazonaws.com.cn, cn-north-1",
        "http://localhost:8080, eu-west-1",
        ", eu-west-1"
    })
    void signsForTheRegionOfTheService(String url, String region) {
        ProcessContext stage =
                ProcessContext.of(
                        Map.of("AWS_REGION", "eu-west-1"),
                        Stdio.of(
                                InputStream.nullInputStream(),
                                Cli.printer(new Screen()),
                                Cli.printer(new Screen())));

        RecordedService service = RecordedService.of(url, stage);

        assertThat(service.region()).isEqualTo(region);
        assertThat(service.endpoint())
                .hasToString(url == null ? "https://bedrock-runtime.eu-west-1.amazonaws.com" : url);
    }

    /** The common pool may have a single thread. */
    private static void inItsThread(Runnable task) {
        Thread.ofPlatform().daemon().start(task);
    }

    private Running run(String... arguments) throws InterruptedException {
        var all = new ArrayList<>(List.of("local"));
        all.addAll(List.of(arguments));
        var out = new Screen();
        var err = new Screen();
        var cli = new Cli(home);
        env.forEach(cli::env);
        ProcessContext stage =
                ProcessContext.of(
                        cli.env(),
                        Stdio.of(
                                InputStream.nullInputStream(), Cli.printer(out), Cli.printer(err)));
        var code =
                CompletableFuture.supplyAsync(
                        () -> Commands.run(all.toArray(String[]::new), stage),
                        LocalCommandTest::inItsThread);
        assertThat(err.await("Ctrl-C stops it.\n", Duration.ofSeconds(30))).as(err.text()).isTrue();
        return new Running(home, stage, code, out.text(), err);
    }

    /** A local Bedrock, and what it printed. */
    private record Running(
            Path home,
            ProcessContext stage,
            CompletableFuture<Integer> code,
            String lines,
            Screen err)
            implements AutoCloseable {
        String endpoint() {
            return variable("AWS_ENDPOINT_URL_BEDROCK");
        }

        String secret() {
            return variable("AWS_SECRET_ACCESS_KEY");
        }

        private String variable(String name) {
            String start = "export " + name + "=";
            return lines.lines()
                    .filter(line -> line.startsWith(start))
                    .map(line -> line.substring(start.length()))
                    .findFirst()
                    .orElseThrow();
        }

        Result ask(String model, String question) {
            var cli = new Cli(home);
            lines.lines()
                    .filter(line -> line.startsWith("export "))
                    .map(line -> line.substring("export ".length()).split("=", 2))
                    .forEach(pair -> cli.env(pair[0], pair[1]));
            return cli.run("ask", "-m", model, question);
        }

        @Override
        public void close() throws Exception {
            stage.interrupts().shutDown();
            assertThat(code.get(30, TimeUnit.SECONDS)).isEqualTo(130);
        }
    }
}
