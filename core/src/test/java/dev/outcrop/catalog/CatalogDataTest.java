package dev.outcrop.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import dev.outcrop.Shared;
import dev.outcrop.catalog.Catalog.ModelFacts;
import dev.outcrop.catalog.Catalog.Prices;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;

/** The catalog has the figures of November 2026 for each chat model. */
class CatalogDataTest {
    @Test
    void eachIdHasItsLimitsPricesAndTiers() throws Exception {
        Json.Obj data =
                (Json.Obj)
                        Json.parse(
                                Files.readAllBytes(
                                        Shared.path("data/bedrock-models-2026-11.json")));

        List<Json> models = data.array("models");
        assertThat(models).hasSize(208);
        assertThat(Catalog.standard().date()).isEqualTo(data.string("asOf"));
        for (Json model : models) {
            assertSame((Json.Obj) model);
        }
    }

    @Test
    void theLinesOfTheStandardFileAreItsModels() throws Exception {
        CatalogFile lines = CatalogFile.standard();
        CatalogFile whole;
        try (InputStream in = Catalog.class.getResourceAsStream("models.json")) {
            byte[] bytes = Objects.requireNonNull(in).readAllBytes();
            assertThat(
                            new String(bytes, StandardCharsets.US_ASCII)
                                    .getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(bytes);
            whole = CatalogFile.of((Json.Obj) Json.parse(bytes));
        }

        assertThat(lines.date()).isEqualTo(whole.date());
        assertThat(lines.factors()).isEqualTo(whole.factors()).isNotEmpty();
        assertThat(List.copyOf(lines.models().keySet()))
                .isEqualTo(List.copyOf(whole.models().keySet()));
        whole.models()
                .forEach(
                        (id, model) ->
                                assertThat(requireNonNull(lines.models().get(id)).json())
                                        .isEqualTo(model.json()));
    }

    private static void assertSame(Json.Obj model) {
        String id = Objects.requireNonNull(model.string("id"));
        ModelFacts facts = Catalog.standard().listed(id);
        assertThat(facts).as(id).isNotNull();
        assertThat(facts.contextWindow()).as(id).isEqualTo((int) model.integer("contextWindow", 0));
        assertThat(facts.maxOutput()).as(id).isEqualTo((int) model.integer("maxOutputTokens", 0));
        for (Json input : model.array("input")) {
            assertThat(facts.inputs()).as(id).contains(((Json.Str) input).value());
        }
        boolean reasons = model.get("reasoning") instanceof Json.Bool(boolean value) && value;
        assertThat(facts.capabilities().contains("reasoning")).as(id).isEqualTo(reasons);
        for (String level : model.object("effortLevels").members().keySet()) {
            if (!level.equals("off")) {
                assertThat(facts.efforts()).as(id).contains(level);
            }
        }
        assertSame(id, facts.prices(), model.object("usdPerMillionTokens"));
        List<Json> tiers = model.array("priceTiers");
        assertThat(facts.prices().tiers()).as(id).hasSameSizeAs(tiers);
        for (int i = 0; i < tiers.size(); i++) {
            Json.Obj tier = (Json.Obj) tiers.get(i);
            assertThat(facts.prices().tiers().get(i).above())
                    .as(id)
                    .isEqualTo(tier.integer("whenInputTokensAbove", 0));
            assertSame(id, facts.prices().tiers().get(i).prices(), tier);
        }
    }

    private static void assertSame(String id, Prices prices, Json.Obj json) {
        assertSame(id, prices.input(), json.get("input"));
        assertSame(id, prices.output(), json.get("output"));
        assertSame(id, prices.cacheRead(), json.get("cacheRead"));
        // Of Nova, it is left out where it is no surcharge.
        if (json.get("cacheWrite") != null || !id.contains("nova")) {
            assertSame(id, prices.cacheWrite5m(), json.get("cacheWrite"));
        }
    }

    private static void assertSame(String id, @Nullable BigDecimal price, @Nullable Json json) {
        if (json == null) {
            assertThat(price).as(id).isNull();
        } else {
            assertThat(price).as(id).isEqualByComparingTo(((Json.Num) json).decimalValue());
        }
    }
}
