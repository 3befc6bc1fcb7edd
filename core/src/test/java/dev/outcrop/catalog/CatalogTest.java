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
import java.time.LocalDate;
import java.util.List;

class CatalogTest {
    private static final String SONNET = "anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final String HAIKU = "global.anthropic.claude-haiku-5-5";

    @TempDir private Path folder;

    @Test
    void knowsLimitsAndPrices() {
        Catalog.ModelFacts facts = find(Catalog.standard(), HAIKU).facts();

        assertThat(Catalog.standard().date()).matches("\\d{4}-\\d\\d-\\d\\d");
        assertThat(facts.contextWindow()).isEqualTo(1_000_000);
        assertThat(facts.maxOutput()).isEqualTo(128_000);
        assertThat(facts.inputs()).containsExactly("text", "image", "pdf");
        assertThat(facts.outputs()).containsExactly("text");
        assertThat(facts.maxImages()).isEqualTo(20);
        assertThat(facts.capabilities()).contains("function_calling", "reasoning");
        assertThat(facts.efforts()).containsExactly("low", "medium", "high", "xhigh", "max");
        assertThat(facts.endOfLife()).isNull();
        assertThat(facts.prices())
                .isEqualTo(
                        new Catalog.Prices(
                                new BigDecimal("0.1"),
                                new BigDecimal("0.5"),
                                new BigDecimal("0.01"),
                                new BigDecimal("0.125"),
                                new BigDecimal("0.2"),
                                List.of(
                                        new Catalog.Tier(
                                                100_000,
                                                new Catalog.Prices(
                                                        new BigDecimal("0.5"),
                                                        new BigDecimal("2.5"),
                                                        new BigDecimal("0.05"),
                                                        new BigDecimal("0.625"),
                                                        new BigDecimal("1"))))));
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

        assertThat(cost.usd()).isEqualTo("0.0002937");
        assertThat(cost.atPricesOf()).containsExactly(SONNET);
        assertThat(cost).hasToString("0.0002937 USD at the prices of " + SONNET);
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
                                  "prices": {"input": null, "output": 1e1}},
                                 {"id": "arn:aws:bedrock:us-east-1:1:imported-model/x",
                                  "family": "llama"}]}
                                """));

        Catalog.ModelFacts sonnet = find(catalog, SONNET).facts();
        assertThat(catalog.date()).isEqualTo("2026-10-01");
        assertThat(sonnet.contextWindow()).isEqualTo(1_000_000);
        assertThat(sonnet.maxOutput()).isEqualTo(64_000);
        assertThat(sonnet.prices().input()).isEqualTo("2.5");
        assertThat(sonnet.prices().output()).isEqualTo("16.5");
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
                "{\"format\": 3, \"models\": []}",
                "{\"models\": [{\"id\": \"\"}]}",
                "{\"models\": [{\"id\": \"a b\"}]}",
                "{\"models\": [{\"id\": \"a\\u001bb\"}]}",
                "{\"models\": [{\"id\": \"a.b\", \"endOfLife\": \"soon\"}]}",
                "{\"models\": [{\"id\": \"a.b\", \"successor\": \"\\u001b[1m\"}]}",
                "{\"models\": [{\"id\": \"a.b\", \"prices\": {\"tiers\": [1]}}]}",
                "{\"models\": [{\"id\": \"a.b\", \"prices\": {\"tiers\": [{\"above\": 9}]}}]}",
                "{\"models\": [{\"id\": \"a.b\", \"prices\": {\"tiers\": [{\"above\": 20000, \"input\": -1}]}}]}",
                "{\"models\": [], \"geographicPriceFactor\": {\"gpt\": -1}}",
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
    void aFileOfTheFirstFormatKeepsTheTiersAndDatesOfTheStandardCatalog() throws Exception {
        Catalog catalog =
                Catalog.from(
                        file(
                                """
                                {"models": [{"id": "global.anthropic.claude-haiku-5-5",
                                  "prices": {"input": 0.2}}]}
                                """));

        Catalog.ModelFacts facts = find(catalog, HAIKU).facts();
        assertThat(catalog.date()).isEqualTo(Catalog.standard().date());
        assertThat(facts.prices().input()).isEqualTo("0.2");
        assertThat(facts.prices().at(100_001).input()).isEqualTo("0.5");
    }

    @Test
    void aFileCanSetTiersInAnyOrderAndEndsOfLife() throws Exception {
        Catalog catalog =
                Catalog.from(
                        file(
                                """
                                {"format": 2, "models": [{"id": "a.b", "efforts": ["low"],
                                  "endOfLife": "2027-01-22", "successor": "a.c",
                                  "prices": {"input": 1, "tiers": [
                                    {"above": 300000, "input": 3}, {"above": 20000, "input": 2}]}}]}
                                """));

        Catalog.ModelFacts facts = find(catalog, "a.b").facts();
        assertThat(facts.endOfLife()).isEqualTo("2027-01-22");
        assertThat(facts.efforts()).containsExactly("low");
        assertThat(catalog.successor("a.b")).isEqualTo("a.c");
        assertThat(facts.prices().at(20_000).input()).isEqualTo("1");
        assertThat(facts.prices().at(20_001).input()).isEqualTo("2");
        assertThat(facts.prices().at(Long.MAX_VALUE).input()).isEqualTo("3");
    }

    @Test
    void aFileWithTooManyTiersOrWordsIsRefused() throws Exception {
        Path tiers =
                file(
                        "{\"models\": [{\"id\": \"a.b\", \"prices\": {\"tiers\": ["
                                + "{\"above\": 20000},".repeat(16)
                                + "{\"above\": 20000}]}}]}");
        assertThatThrownBy(() -> Catalog.from(tiers))
                .hasMessageContaining("model a.b: there may be at most 16 tiers");

        Path words =
                file("{\"models\": [{\"id\": \"a.b\", \"inputs\": [\"" + "x".repeat(65) + "\"]}]}");
        assertThatThrownBy(() -> Catalog.from(words)).hasMessageContaining("model a.b: inputs");
    }

    @ParameterizedTest
    @CsvSource({"2027-11-20, false", "2027-11-21, true", "2026-11-20, false"})
    void knowsWhetherItIsOlderThanAYear(LocalDate today, boolean old) throws Exception {
        Catalog catalog = Catalog.from(file("{\"date\": \"2026-11-20\", \"models\": []}"));
        assertThat(catalog.isOlderThanAYear(today)).isEqualTo(old);

        Catalog other = Catalog.from(file("{\"date\": \"last week\", \"models\": []}"));
        assertThat(other.isOlderThanAYear(today)).isFalse();
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
