package dev.outcrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli;
import dev.outcrop.cli.Cli.Result;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code outcrop models --update}, and the figures that later runs have. */
class ModelsCommandTest {
    private static final String FIGURES =
            """
            {"date": "2026-12-24", "models": [
              {"id": "amazon.nova-lite-v1:0", "prices": {"input": 0.05, "output": 0.2,
                "tiers": [{"above": 200000, "input": 0.1, "output": 0.3}]}},
              {"id": "amazon.nova-micro-v1:0", "endOfLife": "2027-06-30"},
              {"id": "amazon.nova-pro-v1:0", "prices": {"input": 0.80}},
              {"id": "newcomer.model-v1:0", "prices": {"input": 1}}]}
            """;

    @TempDir Path home;

    private final LocalBedrock local = LocalBedrock.start();

    @AfterEach
    void stop() {
        local.close();
    }

    private Cli cli() {
        return Cli.of(home, local).env("AWS_ENDPOINT_URL_BEDROCK", local.endpoint().toString());
    }

    private Path stored() {
        return home.resolve(".config").resolve("outcrop").resolve("catalog.json");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(home.resolve("figures.json"), text);
    }

    private String line(String start) {
        Result result = cli().run("models");
        assertThat(result.code()).isZero();
        return result.out().lines().filter(it -> it.startsWith(start)).findFirst().orElseThrow();
    }

    @Test
    void anUpdateSaysWhatChangedAndSendsNothing() throws Exception {
        Result result = new Cli(home).run("models", "--update", file(FIGURES).toString());

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .isEqualToIgnoringNewLines(
                        "1 ids new, 2 changed, now of 2026-12-24. Stored in " + stored());
        assertThat(local.requests()).isEmpty();
    }

    @Test
    void wordsMayBeGivenByAnOption() {
        Result words = cli().run("models", "--local", "haiku", "4-5");
        Result options = cli().run("models", "--local", "-q", "haiku", "-q", "4-5");
        Result mixed = cli().run("models", "--local", "-q", "haiku", "4-5");

        assertThat(words.out()).contains("haiku-4-5").doesNotContain("nova");
        assertThat(options.out()).isEqualTo(words.out());
        assertThat(mixed.out()).isEqualTo(words.out());
    }

    @Test
    void laterRunsUseIt() throws Exception {
        assertThat(line("amazon.nova-lite-v1:0 ")).contains(" 0.06 ", " 0.24 ");

        cli().run("models", "--update", file(FIGURES).toString());

        assertThat(line("amazon.nova-lite-v1:0 "))
                .contains(" 300000 ", " 0.05 ", " 0.2 ")
                .endsWith("; above 200000 input tokens 0.1 0.3");
        assertThat(line("amazon.nova-micro-v1:0 ")).endsWith("; ends 2027-06-30");
        assertThat(cli().run("ask", "-m", "amazon.nova-lite-v1:0", "hi").err()).isEmpty();
    }

    @Test
    void anUpdateReplacesTheOneBefore() throws Exception {
        cli().run("models", "--update", file(FIGURES).toString());

        Result result =
                cli().run(
                                "models",
                                "--update",
                                file("{\"date\": \"2026-12-25\", \"models\": []}").toString());

        assertThat(result.out()).startsWith("0 ids new, 2 changed, now of 2026-12-25");
        assertThat(line("amazon.nova-lite-v1:0 ")).contains(" 0.06 ", " 0.24 ");
        try (Stream<Path> files = Files.list(stored().getParent())) {
            assertThat(files).containsExactly(stored());
        }
    }

    @Test
    void theFolderCanBeConfigured() throws Exception {
        Path folder = home.resolve("elsewhere");

        Result result =
                cli().env("XDG_CONFIG_HOME", folder.toString())
                        .run("models", "--update", file(FIGURES).toString());

        assertThat(result.code()).isZero();
        assertThat(folder.resolve("outcrop").resolve("catalog.json")).isRegularFile();
        assertThat(stored()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{}",
                "{\"models\": [{}]}",
                "{\"format\": 3, \"models\": []}",
                "{\"models\": [{\"id\": \"a.b\", \"prices\": {\"input\": -1}}]}",
                "{\"models\": [{\"id\": \"a.b\", \"prices\": {\"tiers\": [{\"above\": 1}]}}]}"
            })
    void aFileThatIsNoCatalogIsRefusedAndChangesNothing(String text) throws Exception {
        cli().run("models", "--update", file(FIGURES).toString());
        String before = Files.readString(stored());

        Result result = cli().run("models", "--update", file(text).toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("figures.json is not a catalog: ", "docs/models.md");
        assertThat(Files.readString(stored())).isEqualTo(before);
    }

    @Test
    void aMissingFileIsSaid() {
        Result result = cli().run("models", "--update", home.resolve("none.json").toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("Cannot read ", "none.json: there is no such file.");
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "");

        Result result =
                cli().env("XDG_CONFIG_HOME", file.toString())
                        .run("models", "--update", file(FIGURES).toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("Cannot write ", "Try:  export XDG_CONFIG_HOME=");
    }

    @Test
    void aBrokenStoredFileIsIgnoredWithAWarning() throws Exception {
        Files.createDirectories(stored().getParent());
        Files.writeString(stored(), "{\"models\": [{\"id\": \"\\u001b[31m\"}]}");

        Result result = cli().run("ask", "-m", "amazon.nova-lite-v1:0", "hi");

        assertThat(result.code()).isZero();
        assertThat(result.err())
                .startsWith("warning: ")
                .contains("catalog.json is ignored: model 1 must be an object with an id")
                .doesNotContain("\u001b");
        assertThat(cli().run("models", "nova").err().lines()).hasSize(1);
        assertThat(cli().run("models", "--update", file(FIGURES).toString()).code()).isZero();
        assertThat(cli().run("ask", "-m", "amazon.nova-lite-v1:0", "hi").err()).isEmpty();
    }

    @Test
    void storedFiguresThatOutcropsOwnHaveOvertakenAreIgnored() throws Exception {
        Files.createDirectories(stored().getParent());
        Files.writeString(
                stored(),
                "{\"over\": \"2026-01-01\", \"date\": \"2026-02-01\", \"models\": ["
                        + "{\"id\": \"amazon.nova-lite-v1:0\", \"prices\": {\"input\": 9}}]}");

        Result result = cli().run("models", "nova-lite");

        assertThat(result.err()).contains("is ignored: Outcrop's own figures of ");
        assertThat(result.out()).contains(" 0.06 ").doesNotContain(" 9 ");
    }

    @Test
    void figuresOlderThanAYearAreReported() throws Exception {
        cli().run(
                        "models",
                        "--update",
                        file("{\"date\": \"2020-01-01\", \"models\": []}").toString());

        Result result = cli().run("models", "nova-lite");

        assertThat(result.err())
                .isEqualToIgnoringNewLines(
                        "warning: Prices and limits are of 2020-01-01. Update Outcrop, or:"
                                + " outcrop models --update FILE");
        assertThat(result.out()).contains(" 0.06 ");
    }

    @Test
    void listsWhatMatchesAllWords() {
        List<String> lines = cli().run("models", "nova", "LITE").out().lines().toList();

        assertThat(lines.getFirst()).matches("ID +CONTEXT +INPUT +OUTPUT +NAME");
        assertThat(lines.subList(1, lines.size()))
                .isNotEmpty()
                .allMatch(line -> line.contains("nova") && line.contains("lite"));
        Result none = cli().run("models", "nova", "sonnet");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.out()).isEmpty();
        assertThat(none.err()).startsWith("error: No model matches \"nova sonnet\".");
    }

    @Test
    void printsJson() {
        List<Json> models =
                cli().run("models", "--json", "nova-lite").out().lines().map(Json::parse).toList();

        Json.Obj model =
                (Json.Obj)
                        models.stream()
                                .filter(it -> it.toString().contains("\"amazon.nova-lite-v1:0\""))
                                .findFirst()
                                .orElseThrow();
        assertThat(model.get("input_price")).hasToString("0.06");
        assertThat(model.integer("context", 0)).isEqualTo(300_000);
    }

    @Test
    void longInputsHaveTheirPricesInTheList() {
        assertThat(line("global.openai.gpt-5.6-luna "))
                .endsWith("; above 272000 input tokens 0.4 1.8");
    }
}
