package dev.outcrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli;
import dev.outcrop.cli.Cli.Result;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Event;
import dev.outcrop.schema.JsonSchema;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What can be sent with a question, and the forms of the answer. */
class AskOptionsTest {
    @TempDir Path home;
    private LocalBedrock local;
    private Cli cli;

    @BeforeEach
    void start() {
        local = LocalBedrock.start();
        cli = Cli.of(home, local);
    }

    @AfterEach
    void stop() {
        local.close();
    }

    private Json.Obj body() {
        return (Json.Obj) local.requests().getLast().body();
    }

    @Test
    void addsTheFilesOfAFolder() throws Exception {
        Path folder = Files.createDirectory(home.resolve("src"));
        Files.writeString(folder.resolve("b.txt"), "two");
        Files.writeString(folder.resolve("a.txt"), "one\n");
        Files.write(folder.resolve("image"), new byte[] {0});
        Files.writeString(folder.resolve(".hidden"), "no");

        cli.run("ask", "-f", folder.toString(), "Explain");

        assertThat(Cli.lastQuestion(local))
                .isEqualTo("Explain\n\n--- a.txt\none\n--- b.txt\ntwo\n");
    }

    @Test
    void sendsEveryParameter() {
        cli.run(
                "ask",
                "-m",
                "amazon.nova-lite-v1:0",
                "-p",
                "top_k=5",
                "-o",
                "temperature=0.5",
                "-p",
                "my_own={\"a\":1}",
                "Hi");

        assertThat(body().object("inferenceConfig").get("temperature")).hasToString("0.5");
        assertThat(body().object("additionalModelRequestFields").toString())
                .contains("\"topK\":5")
                .contains("\"my_own\":{\"a\":1}");
    }

    @ParameterizedTest
    @CsvSource({"temprature=1,-p temperature=1", "topk=x,A parameter is not a number"})
    void refusesAParameterThatIsWrong(String param, String said) {
        Result result = cli.run("ask", "-p", param, "Hi");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(said);
        assertThat(local.requests()).isEmpty();
    }

    @Test
    void thinksWithoutTakingTheQuestionForTheEffort() {
        cli.run("ask", "-m", "us.anthropic.claude-opus-5", "--think", "low");

        assertThat(Cli.lastQuestion(local)).isEqualTo("low");
        assertThat(body().object("outputConfig").string("effort")).isEqualTo("medium");
    }

    @Test
    void printsThinkingToStderr() {
        Scripted answer =
                Scripted.events(
                        Event.messageStart(),
                        Event.delta(
                                0,
                                (Json.Obj)
                                        Json.parse(
                                                "{\"reasoningContent\":{\"text\":\"Let me\\u001b[2J see.\"}}")),
                        Event.blockStop(0),
                        Event.textDelta(1, "Hello."),
                        Event.blockStop(1),
                        Event.messageStop("end_turn"),
                        Event.metadata(1, 2));
        local.script(answer, answer);

        assertThat(cli.run("ask", "Hi"))
                .isEqualTo(new Result(0, "Hello.\n", "Let me\u241b[2J see.\n\n"));
        assertThat(cli.run("ask", "--hide-thinking", "Hi"))
                .isEqualTo(new Result(0, "Hello.\n", ""));
    }

    @Test
    void printsOneJsonObjectOfTheSchema() {
        local.script(Scripted.text("Hello."));

        Result result = cli.run("ask", "--json", "-m", "amazon.nova-lite-v1:0", "Hi");

        Json.Obj json = (Json.Obj) Json.parse(result.out());
        assertThat(schema().validate(json)).isEmpty();
        assertThat(json.string("text")).isEqualTo("Hello.");
        assertThat(json.string("region")).isEqualTo("us-east-1");
        assertThat(json.get("cost_usd")).hasToString("0.0000018");
        assertThat(json.members().keySet())
                .containsExactly(
                        "v",
                        "type",
                        "id",
                        "chat",
                        "model",
                        "answered_by",
                        "region",
                        "text",
                        "thinking",
                        "tool_calls",
                        "usage",
                        "cost_usd",
                        "price_date",
                        "stop_reason",
                        "partial",
                        "attempts",
                        "ms",
                        "ttft_ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--json", "--ndjson"})
    void printsAnErrorAsJson(String form) {
        local.script(Scripted.error("ThrottlingException", "Slow down."));

        Result result = cli.run("ask", form, "-m", "amazon.nova-lite-v1:0", "Hi");

        assertThat(result.code()).isEqualTo(5);
        Json.Obj last = (Json.Obj) Json.parse(result.out().lines().toList().getLast());
        assertThat(schema().validate(last)).isEmpty();
        assertThat(last.string("type")).isEqualTo("error");
        assertThat(last.string("aws_code")).isEqualTo("ThrottlingException");
        assertThat(last.integer("exit", 0)).isEqualTo(5);
    }

    @Test
    void printsEventsWithExactlyOneEnd() {
        local.script(Scripted.text("Hello my friend."));

        List<String> lines = cli.run("ask", "--ndjson", "Hi").out().lines().toList();

        assertThat(lines).allMatch(line -> schema().validate(Json.parse(line)).isEmpty());
        assertThat(lines.getFirst()).contains("\"type\":\"start\"");
        assertThat(lines).filteredOn(line -> line.contains("\"type\":\"end\"")).hasSize(1);
        assertThat(lines.getLast()).contains("\"type\":\"end\"");
        assertThat(
                        lines.stream()
                                .map(line -> ((Json.Obj) Json.parse(line)).string("delta"))
                                .filter(delta -> delta != null)
                                .reduce("", String::concat))
                .isEqualTo("Hello my friend.");
    }

    private JsonSchema schema() {
        return JsonSchema.parse(new Cli(home).run("help", "json").out());
    }

    @ParameterizedTest
    @CsvSource({
        "'a\n```sh\nls -l\n```\nb\n```\nno\n```',ls -l",
        "no code,no code",
        "'~~~~\n~~~\n~~~~',~~~",
        "'```\nopen',open"
    })
    void printsTheFirstCodeBlockOnly(String answer, String code) {
        local.script(Scripted.text(answer));

        assertThat(cli.run("ask", "-x", "Hi")).isEqualTo(new Result(0, code + "\n", ""));
    }

    @Test
    void answersWithTheSchema() {
        Result result =
                cli.run("ask", "--schema", "name, age int, tags list: at most 3", "Who is it?");

        Json.Obj json = (Json.Obj) Json.parse(result.out());
        assertThat(json.members().keySet()).containsExactly("name", "age", "tags");
        assertThat(json.get("age")).isInstanceOf(Json.Num.class);
        assertThat(body().toString()).contains("at most 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name, age years", "a-b", "no.json", "{\"type\": 1"})
    void refusesAWrongSchema(String schema) {
        assertThat(cli.run("ask", "--schema", schema, "Hi").err())
                .startsWith("error: Invalid value of --schema");
        assertThat(local.requests()).isEmpty();
    }

    @Test
    void showsTheRequestWithoutAnAccount() {
        Result dry =
                new Cli(home)
                        .run(
                                "ask",
                                "--dry-run",
                                "--region",
                                "eu-central-1",
                                "-m",
                                "amazon.nova-lite-v1:0",
                                "--temperature",
                                "0.1",
                                "Hi");

        assertThat(dry.code()).isZero();
        assertThat(dry.err())
                .isEqualTo(
                        "POST https://bedrock-runtime.eu-central-1.amazonaws.com/model/"
                                + "amazon.nova-lite-v1%3A0/converse-stream\n");
        cli.run("ask", "-m", "amazon.nova-lite-v1:0", "--temperature", "0.1", "Hi");
        assertThat(Json.parse(dry.out())).isEqualTo(body());
    }

    @Test
    void sendsNothingInADryRun() {
        assertThat(cli.run("ask", "--dry-run", "Hi").code()).isZero();
        assertThat(local.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sonnet,eu-central-1,eu.anthropic.claude-sonnet-5-5",
        "nova lite,us-east-1,us.amazon.nova-2-lite-v1:0",
        "anthropic.claude-sonnet-4-5-20250929-v1:0,ap-northeast-1,"
                + "jp.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "opus 4.5,us-west-2,us.anthropic.claude-opus-4-5-20251101-v1:0",
        "amazon.nova-lite-v1:0,eu-central-1,amazon.nova-lite-v1:0"
    })
    void findsTheModelThatIsMeant(String given, String region, String id) {
        Result dry = new Cli(home).run("ask", "--dry-run", "--region", region, "-m", given, "Hi");

        assertThat(dry.err()).contains("/model/" + id.replace(":", "%3A") + "/");
    }

    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0,eu-central-1,4,"
                + "-m eu.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "eu.amazon.nova-pro-v1:0,us-east-1,4,-m us.amazon.nova-pro-v1:0",
        "anthropic.claude-sonnet-4-5-20250929-v1:0,sa-east-1,4,"
                + "-m global.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "claude,eu-central-1,2,matches several models",
        "no such model,eu-central-1,2,No model matches",
        "sonnet,eu-cental-1,2,Did you mean eu-central-1?"
    })
    void refusesAModelThatTheRegionCannotCall(String given, String region, int code, String said) {
        Result result = cli.run("ask", "--region", region, "-m", given, "Hi");

        assertThat(result.code()).isEqualTo(code);
        assertThat(result.err()).contains(said);
        assertThat(local.requests()).isEmpty();
    }

    @Test
    void usesTheModelOfTheEnvironmentOrOfTheConfiguration() throws Exception {
        cli.run("aliases", "set", "fast", "amazon.nova-micro-v1:0");
        cli.run("config", "set", "model", "fast");
        cli.run("ask", "Hi");
        assertThat(local.requests().getLast().path()).contains("nova-micro");

        cli.env("OUTCROP_MODEL", "amazon.nova-lite-v1:0").run("ask", "Hi");
        assertThat(local.requests().getLast().path()).contains("nova-lite");

        cli.run("ask", "-m", "amazon.nova-pro-v1:0", "Hi");
        assertThat(local.requests().getLast().path()).contains("nova-pro");
    }

    @Test
    void continuesTheLastConversation() {
        local.script(Scripted.text("One."), Scripted.text("Two."), Scripted.text("Three."));
        cli.run("ask", "First?");
        cli.run("ask", "-c", "Second?");
        assertThat(body().array("messages")).hasSize(3);

        String id = cli.run("log").out().split(" ", 2)[0];
        cli.run("ask", "--cid", id.substring(0, 24), "Third?");
        assertThat(body().array("messages")).hasSize(5);
        assertThat(cli.run("log").out()).hasLineCount(1);
    }

    @Test
    void storesNothingIfItMustNot() {
        cli.run("ask", "--no-log", "Hi");
        cli.env("OUTCROP_LOG", "false").run("ask", "Hi");

        assertThat(cli.run("log").out()).isEmpty();
        assertThat(cli.run("ask", "-c", "Hi").code()).isEqualTo(2);
    }

    @Test
    void fillsATemplate() throws Exception {
        Path folder = Files.createDirectories(home.resolve(".config/outcrop/templates"));
        Files.writeString(
                folder.resolve("translate.toml"),
                """
                # For letters
                system = "You translate into {language}."
                prompt = \"""
                Translate:

                {input}
                \"""
                model = "amazon.nova-lite-v1:0"
                [params]
                temperature = 0.25
                [defaults]
                language = "German"
                """);

        cli.run("ask", "-t", "translate", "-v", "language=French", "Good day {x}");

        assertThat(Cli.lastQuestion(local)).isEqualTo("Translate:\n\nGood day {x}\n");
        assertThat(body().array("system").toString()).contains("You translate into French.");
        assertThat(body().object("inferenceConfig").get("temperature")).hasToString("0.25");
        assertThat(local.requests().getLast().path()).contains("nova-lite");
        assertThat(cli.run("templates").out()).isEqualTo("translate\n");
        assertThat(cli.run("ask", "-t", "translte", "Hi").err()).contains("-t translate");
        assertThat(cli.run("ask", "-t", "translate", "-v", "tone=x", "Hi").err())
                .contains("no value \"tone\"");
    }

    @Test
    void stopsRetryingWhenItMayNotWait() {
        local.script(Scripted.error("ThrottlingException", "Slow down."), Scripted.text("Late."));

        assertThat(cli.env("AWS_MAX_ATTEMPTS", "5").run("ask", "--wait", "0", "Hi").code())
                .isEqualTo(5);
        assertThat(local.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "--timeout,soon",
        "--timeout,0",
        "--wait,-1",
        "--max-cost,0",
        "--max-turns,0",
        "--cache,2h",
        "--approve,maybe",
        "--server,nowhere"
    })
    void refusesWrongLimits(String option, String value) {
        Result result = cli.run("ask", option + "=" + value, "Hi");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: ").contains("  Try:  ");
        assertThat(local.requests()).isEmpty();
    }

    @Test
    void placesCachePoints() {
        cli.run(
                "ask",
                "--cache=1h",
                "-m",
                "us.anthropic.claude-opus-5",
                "-s",
                "Long. ".repeat(5_000),
                "Hi");

        assertThat(body().toString()).contains("cachePoint").contains("\"ttl\":\"1h\"");
    }
}
