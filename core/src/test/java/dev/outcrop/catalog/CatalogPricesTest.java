package dev.outcrop.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.Catalog.ModelFacts;
import dev.outcrop.catalog.Catalog.Prices;
import dev.outcrop.catalog.Catalog.Tier;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Rules that the prices of all models keep. */
class CatalogPricesTest {
    private static final Collection<ModelFacts> ALL = Catalog.standard().models();

    /** AWS's price list; BerriAI/litellm#19308, pydantic/genai-prices#502. */
    private static final BigDecimal GEOGRAPHIC = new BigDecimal("1.1");

    private static final Set<ModelFamily> CLAUDE_FROM_4_5 =
            EnumSet.of(
                    ModelFamily.CLAUDE_4_5,
                    ModelFamily.CLAUDE_OPUS_4_5,
                    ModelFamily.CLAUDE_4_6,
                    ModelFamily.CLAUDE_4_7);

    /** Other models with the same surcharge, in the price data of November 2026. */
    private static final Set<ModelFamily> OTHERS =
            EnumSet.of(ModelFamily.GPT, ModelFamily.GROK, ModelFamily.KIMI, ModelFamily.GLM);

    /** Prices of GovCloud are 1.2 times the global ones: LiteLLM's price list, August 2026. */
    private static final Map<String, BigDecimal> EXCEPTIONS =
            Map.of("us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0", new BigDecimal("1.2"));

    @Test
    void aProfileOfOneGeographyCostsATenthMoreThanTheGlobalOne() {
        int compared = 0;
        for (ModelFacts facts : ALL) {
            ModelName name = ModelName.of(facts.id());
            ModelFacts global = listed("global." + name.base());
            if ("global".equals(name.profile()) || global == null) {
                continue;
            }
            if (CLAUDE_FROM_4_5.contains(facts.family()) || OTHERS.contains(facts.family())) {
                BigDecimal factor = EXCEPTIONS.getOrDefault(facts.id(), GEOGRAPHIC);
                assertTimes(facts.id(), facts.prices(), global.prices(), factor);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(80);
    }

    @Test
    void eachClaudeFrom45OnWithAPriceHasAGlobalOne() {
        for (ModelFacts facts : ALL) {
            if (CLAUDE_FROM_4_5.contains(facts.family()) && facts.prices().input() != null) {
                assertThat(listed("global." + ModelName.of(facts.id()).base()))
                        .as(facts.id())
                        .isNotNull();
            }
        }
    }

    @Test
    void claudeUpTo41CostsTheSameEverywhere() {
        for (ModelFacts facts : ALL) {
            ModelFacts base = listed(String.valueOf(ModelName.of(facts.id()).base()));
            if (facts.family().isClaude()
                    && !CLAUDE_FROM_4_5.contains(facts.family())
                    && base != null) {
                assertThat(facts.prices()).as(facts.id()).isEqualTo(base.prices());
            }
        }
    }

    @Test
    void claudeWritesToTheCacheForItsInputTimesAFactor() {
        for (ModelFacts facts : ALL) {
            for (Prices prices : withTiers(facts.prices())) {
                BigDecimal input = prices.input();
                if (!facts.family().isClaude() || input == null) {
                    continue;
                }
                if (prices.cacheWrite5m() != null) {
                    assertThat(prices.cacheWrite5m())
                            .as(facts.id())
                            .isEqualByComparingTo(input.multiply(new BigDecimal("1.25")));
                }
                if (CLAUDE_FROM_4_5.contains(facts.family())) {
                    assertThat(prices.cacheRead()).as(facts.id()).isNotNull();
                    assertThat(prices.cacheWrite5m()).as(facts.id()).isNotNull();
                    assertThat(prices.cacheWrite1h())
                            .as(facts.id())
                            .isEqualByComparingTo(input.multiply(BigDecimal.TWO));
                }
            }
        }
    }

    /** anomalyco/models.dev#6793, from AWS's page on prompt caching. */
    @Test
    void novaWritesToTheCacheForTheInputAndReadsForAQuarter() {
        int compared = 0;
        for (ModelFacts facts : ALL) {
            Prices prices = facts.prices();
            boolean nova =
                    facts.family() == ModelFamily.NOVA || facts.family() == ModelFamily.NOVA_2;
            if (nova && prices.input() != null) {
                assertThat(prices.cacheWrite5m())
                        .as(facts.id())
                        .isEqualByComparingTo(prices.input());
                assertThat(prices.cacheRead())
                        .as(facts.id())
                        .isEqualByComparingTo(prices.input().multiply(new BigDecimal("0.25")));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(20);
    }

    @ParameterizedTest
    @CsvSource({
        // Anthropic's overview of Haiku 5.5
        "global.anthropic.claude-haiku-5-5, 100000, 5, 5",
        "in.openai.gpt-5.6-terra, 272000, 2, 1.5",
        "openai.gpt-6-luna, 272000, 2, 1.5",
    })
    void aLongInputCostsATimesAsMuch(
            String id, long above, BigDecimal ofInput, BigDecimal ofOutput) {
        Prices prices = Objects.requireNonNull(listed(id)).prices();
        Prices over = prices.at(above + 1);

        assertThat(prices.at(above)).isEqualTo(prices);
        assertThat(over.input()).isEqualByComparingTo(times(prices.input(), ofInput));
        assertThat(over.output()).isEqualByComparingTo(times(prices.output(), ofOutput));
        assertThat(over.cacheRead()).isEqualByComparingTo(times(prices.cacheRead(), ofInput));
        assertThat(over.cacheWrite5m()).isEqualByComparingTo(times(prices.cacheWrite5m(), ofInput));
    }

    @Test
    void allGptFrom56OnAndHaiku55HaveTiers() {
        for (ModelFacts facts : ALL) {
            boolean tiered =
                    facts.id().matches(".*openai\\.gpt-(5\\.6|6).*")
                            || facts.id().contains("claude-haiku-5-5");
            if (tiered) {
                assertThat(facts.prices().tiers()).as(facts.id()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ca.anthropic.claude-sonnet-5-5, 2.2, anthropic.claude-sonnet-5-5",
        "jp.anthropic.claude-sonnet-5-5, 2.2, anthropic.claude-sonnet-5-5",
        "apac.anthropic.claude-haiku-4-5-20251001-v1:0, 1.1,"
                + " anthropic.claude-haiku-4-5-20251001-v1:0",
        "eu.moonshotai.kimi-k3.1, 4.4, us.moonshotai.kimi-k3.1",
        "global.openai.gpt-5.5, 5, openai.gpt-5.5",
        "ca.amazon.nova-pro-v1:0, 0.8, amazon.nova-pro-v1:0",
        "apac.anthropic.claude-3-7-sonnet-20250219-v1:0, 3,"
                + " anthropic.claude-3-7-sonnet-20250219-v1:0",
    })
    void anUnlistedProfileHasThePriceOfTheRule(String id, BigDecimal input, String source) {
        Catalog.Found found = Objects.requireNonNull(Catalog.standard().find(id));

        assertThat(found.ofBaseModel()).isTrue();
        assertThat(found.facts().prices().input()).isEqualByComparingTo(input);
        assertThat(Catalog.standard().cost(id, Usage.of(1_000_000, 0)).atPricesOf())
                .containsExactly(source);
    }

    @Test
    void geographicProfilesOfAModelWithAGlobalPriceCostATenthMore(@TempDir Path folder)
            throws Exception {
        var file =
                Files.writeString(
                        folder.resolve("c.json"),
                        """
                        {"models": [{"id": "global.anthropic.claude-sonnet-7",
                          "prices": {"input": 2, "tiers": [{"above": 100000, "input": 4}]}}]}
                        """);
        Catalog.Found found =
                Objects.requireNonNull(Catalog.from(file).find("eu.anthropic.claude-sonnet-7"));

        assertThat(found.facts().prices().input()).isEqualByComparingTo("2.2");
        assertThat(found.facts().prices().at(100_001).input()).isEqualByComparingTo("4.4");
    }

    private static void assertTimes(String id, Prices prices, Prices global, BigDecimal factor) {
        assertThat(prices.input()).as(id).isEqualByComparingTo(times(global.input(), factor));
        assertThat(prices.output()).as(id).isEqualByComparingTo(times(global.output(), factor));
        assertSame(id, prices.cacheRead(), times(global.cacheRead(), factor));
        assertSame(id, prices.cacheWrite5m(), times(global.cacheWrite5m(), factor));
        assertSame(id, prices.cacheWrite1h(), times(global.cacheWrite1h(), factor));
        if (!EXCEPTIONS.containsKey(id)) {
            assertThat(prices.tiers()).as(id).hasSameSizeAs(global.tiers());
        }
        for (int i = 0; i < prices.tiers().size(); i++) {
            Tier tier = prices.tiers().get(i);
            assertThat(tier.above()).as(id).isEqualTo(global.tiers().get(i).above());
            assertTimes(id, tier.prices(), global.tiers().get(i).prices(), factor);
        }
    }

    private static void assertSame(
            String id, @Nullable BigDecimal actual, @Nullable BigDecimal expected) {
        if (expected == null) {
            assertThat(actual).as(id).isNull();
        } else {
            assertThat(actual).as(id).isEqualByComparingTo(expected);
        }
    }

    private static @Nullable BigDecimal times(@Nullable BigDecimal price, BigDecimal factor) {
        return price == null ? null : price.multiply(factor);
    }

    private static List<Prices> withTiers(Prices prices) {
        var all = new ArrayList<Prices>();
        all.add(prices);
        prices.tiers().forEach(tier -> all.add(tier.prices()));
        return all;
    }

    private static @Nullable ModelFacts listed(String id) {
        Catalog.Found found = Catalog.standard().find(id);
        return found == null || !found.facts().id().equals(id) || found.ofBaseModel()
                ? null
                : found.facts();
    }
}
