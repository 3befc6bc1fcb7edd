package dev.outcrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli;
import dev.outcrop.cli.Cli.Result;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Bytes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;

/** {@code outcrop doctor} and {@code outcrop models}, over real sockets. */
class DoctorCommandTest {
    @TempDir Path home;

    private final LocalBedrock local = LocalBedrock.start();

    @AfterEach
    void stop() {
        local.close();
    }

    private Cli cli() {
        return Cli.of(home, local).env("AWS_ENDPOINT_URL_BEDROCK", local.endpoint().toString());
    }

    @Test
    void everyLineIsOkWhereEverythingIs() {
        Result result = cli().run("doctor");

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).hasSize(7).allMatch(line -> line.startsWith("ok "));
        assertThat(result.out())
                .contains("AccessKeys[", "environment")
                .contains("us-east-1, from AWS_REGION")
                .contains(local.endpoint() + ", from ")
                .contains("global.anthropic.claude-sonnet-5-5")
                .doesNotContain("no-secret");
    }

    @Test
    void whatComesAfterSomethingWrongIsNotChecked() {
        Result result = new Cli(home).env("AWS_REGION", "eu-west-1").run("doctor");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out())
                .startsWith("FAIL   credentials")
                .contains("Hint: Sign in with", "Try:  aws login\n")
                .contains("ok     region         eu-west-1")
                .contains("skip   models");
    }

    @Test
    void nobodyAtTheAddressIsWrong() {
        Cli cli = cli();
        local.close();

        Result result = cli.run("doctor");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("FAIL   clock").contains("skip   models");
    }

    @Test
    void aClockThatIsOffIsSaid() {
        local.script(
                Scripted.raw(
                        200,
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "Date",
                                "Sun, 06 Nov 1994 08:49:37 GMT"),
                        Bytes.of("{\"modelSummaries\":[]}")));

        Result result = cli().run("doctor");

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("warn   clock").contains("Hint: Set the clock");
    }

    @Test
    void whoMayNotListModelsCanStillAsk() {
        local.script(
                Scripted.error("AccessDeniedException", "not authorized to perform: x"),
                Scripted.text("H"));

        Result result = cli().run("doctor", "--call");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("warn   clock")
                .contains("skip   models")
                .contains("ok     call");
    }

    @Test
    void aModelThatWantsAProfileIsToldWhich() {
        Result result = cli().run("doctor", "-m", "anthropic.claude-sonnet-4-5-20250929-v1:0");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("warn   model")
                .containsPattern(
                        "Hint: Use [a-z]+\\.anthropic\\.claude-sonnet-4-5-20250929-v1:0\\.")
                .containsPattern(
                        "Try:  outcrop doctor -m"
                                + " [a-z]+\\.anthropic\\.claude-sonnet-4-5-20250929-v1:0\n");
    }

    @Test
    void aCallIsMadeOnlyWhereItIsAskedFor() {
        cli().run("doctor");
        assertThat(local.requests()).noneMatch(request -> request.path().contains("/converse"));

        Result result = cli().run("doctor", "--call", "-m", "amazon.nova-lite-v1:0");

        assertThat(result.out()).contains("ok     call           amazon.nova-lite-v1:0 answered");
        assertThat(local.requests().getLast().body().toString()).contains("\"maxTokens\":1");
    }

    @Test
    void modelsAreListedWithPrices() {
        Result result = cli().run("models", "nova lite");

        assertThat(result.code()).isZero();
        assertThat(result.out().lines())
                .anyMatch(
                        line ->
                                line.startsWith("amazon.nova-lite-v1:0 ")
                                        && line.contains(" 300000 ")
                                        && line.contains(" 0.06 ")
                                        && line.contains(" 0.24 "))
                .noneMatch(line -> line.contains("claude"));
    }

    @Test
    void modelsThatCallsCannotNameAreLeftOutUnlessAllAreWanted() {
        String model = "anthropic.claude-sonnet-4-5-20250929-v1:0 ";

        assertThat(cli().run("models", "sonnet-4-5").out().lines())
                .noneMatch(line -> line.startsWith(model));
        assertThat(cli().run("models", "--all", "sonnet-4-5").out().lines())
                .anyMatch(line -> line.startsWith(model));
    }
}
