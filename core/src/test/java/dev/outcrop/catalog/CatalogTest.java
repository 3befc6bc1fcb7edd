package dev.outcrop.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.message.Usage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;

class CatalogTest {
    private static final String SONNET = "anthropic.claude-sonnet-4-5-20250929-v1:0";

    @TempDir private Path folder;

    @Test
    void knowsLimitsAndPrices() {
        Catalog.ModelFacts facts = find(Catalog.standard(), SONNET).facts();

        assertThat(Catalog.standard().date()).matches("\\d{4}-\\d\\d-\\d\\d");
        assertThat(facts.contextWindow()).isEqualTo(200_000);
        assertThat(facts.maxOutput()).isEqualTo(64_000);
        assertThat(facts.inputs()).contains("text", "image");
        assertThat(facts.outputs()).containsExactly("text");
        assertThat(facts.capabilities()).contains("function_calling");
        assertThat(facts.prices())
                .isEqualTo(
                        new Catalog.Prices(
                                new BigDecimal("3"),
                                new BigDecimal("15"),
                                new BigDecimal("0.3"),
                                new BigDecimal("3.75"),
                                new BigDecimal("6")));
    }

    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0,"
                + " us.anthropic.claude-sonnet-4-5-20250929-v1:0, false",
        "ca.anthropic.claude-sonnet-4-5-20250929-v1:0, anthropic.claude-sonnet-4-5-20250929-v1:0,"
                + " true",
        "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.amazon.nova-lite-v1:0,"
                + " eu.amazon.nova-lite-v1:0, false",
        "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0, amazon.nova-lite-v1:0,"
                + " false",
        "amazon.nova-lite-v1:0:24k, amazon.nova-lite-v1:0, false"
    })
    void findsProfilesAndFallsBackToTheModel(String asked, String found, boolean ofBaseModel) {
        Catalog.Found entry = find(Catalog.standard(), asked);

        assertThat(entry.facts().id()).isEqualTo(found);
        assertThat(entry.ofBaseModel()).isEqualTo(ofBaseModel);
        assertThat(entry.asked()).isEqualTo(asked);
    }

    @Test
    void saysWhoseThePricesAre() {
        Cost cost =
                Catalog.standard()
                        .cost("ca.anthropic.claude-sonnet-4-5-20250929-v1:0", Usage.of(29, 12));

        assertThat(cost.usd()).isEqualTo("0.000267");
        assertThat(cost.atPricesOf()).containsExactly(SONNET);
        assertThat(cost).hasToString("0.000267 USD at the prices of " + SONNET);
    }

    @Test
    void doesNotKnowWhatIsNotListed() {
        assertThat(Catalog.standard().find("newcomer.model-v1:0")).isNull();
        assertThat(Catalog.standard().find("")).isNull();
        assertThat(Catalog.standard().cost("newcomer.model-v1:0", Usage.of(1, 1)))
                .hasToString("unknown (input, output)");
    }

    @Test
    void aFileIsLaidOverTheStandardCatalog() throws Exception {
        Catalog catalog =
                Catalog.from(
                        file(
                                """
                                {"date": "2026-10-01", "models": [
                                 {"id": "anthropic.claude-sonnet-4-5-20250929-v1:0",
                                  "contextWindow": 1000000,
                                  "prices": {"input": 2.5, "cacheRead": null}},
                                 {"id": "newcomer.model-v1:0", "family": "of_tomorrow",
                                  "prices": {"output": 1e1}},
                                 {"id": "arn:aws:bedrock:us-east-1:1:imported-model/x",
                                  "family": "llama"}]}
                                """));

        Catalog.ModelFacts sonnet = find(catalog, SONNET).facts();
        assertThat(catalog.date()).isEqualTo("2026-10-01");
        assertThat(sonnet.contextWindow()).isEqualTo(1_000_000);
        assertThat(sonnet.maxOutput()).isEqualTo(64_000);
        assertThat(sonnet.prices().input()).isEqualTo("2.5");
        assertThat(sonnet.prices().output()).isEqualTo("15");
        assertThat(sonnet.prices().cacheRead()).isNull();
        assertThat(catalog.cost("newcomer.model-v1:0", Usage.of(0, 100)).usd()).isEqualTo("0.001");
        assertThat(find(catalog, "newcomer.model-v1:0").facts().family())
                .isEqualTo(ModelFamily.UNKNOWN);
        assertThat(find(catalog, "arn:aws:bedrock:us-east-1:1:imported-model/x").facts().family())
                .isEqualTo(ModelFamily.LLAMA);
        assertThat(find(Catalog.standard(), SONNET).facts().contextWindow()).isEqualTo(200_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"models\": [1]}",
                "{\"models\": [{}]}",
                "{\"models\": [{\"id\": \"a.b\", \"prices\": {\"input\": \"3\"}}]}",
                "{\"models\": [{\"id\": \"a.b\", \"prices\": {\"input\": -1}}]}",
                "{\"models\": [{\"id\": \"a.b\", \"prices\": {\"input\": 1e999999999}}]}",
                "{\"models\": [{\"id\": \"a.b\", \"prices\": {\"input\": 1e99999999999}}]}",
                "{\"models\": [{\"id\": \"a.b\", \"prices\": {\"input\": 1e-999999999}}]}"
            })
    void refusesAFileThatIsNoCatalog(String text) throws Exception {
        Path file = file(text);

        assertThatThrownBy(() -> Catalog.from(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("catalog.json is not a catalog: ");
    }

    @Test
    void saysWhenThereIsNoFile() {
        assertThatThrownBy(() -> Catalog.from(folder.resolve("none.json")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.json");
    }

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("catalog.json"), text);
    }

    private static Catalog.Found find(Catalog catalog, String id) {
        Catalog.Found found = catalog.find(id);
        assertThat(found).as(id).isNotNull();
        return found;
    }
}
