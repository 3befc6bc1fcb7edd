package dev.outcrop.internal.model.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.Catalog.ModelFacts;
import dev.outcrop.catalog.ListedModel;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.util.Objects;

/** Entries of lists that a server may write as it likes. */
class ServerModelEntryTest {
    private static @Nullable ListedModel read(String json) {
        return ServerModelEntry.read((Json.Obj) Json.parse(json.replace('\'', '"')));
    }

    private static ListedModel model(String json) {
        return Objects.requireNonNull(read(json));
    }

    private static ModelFacts facts(String json) {
        return Objects.requireNonNull(model(json).facts());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'id':''}",
                "{'id':'a b'}",
                "{'id':'a\\nb'}",
                "{'id':'\\u00e4'}",
                "{'id':7}",
                "{'name':'e','task':'llm/v1/embeddings'}"
            })
    void whatNoCallCanNameIsLeftOut(String entry) {
        assertThat(read(entry)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'m','pricing':{'prompt':'-1','completion':'-1'}}",
                "{'id':'m','pricing':{'prompt':'free','completion':null}}",
                "{'id':'m','pricing':{'prompt':'1e999999999'}}",
                "{'id':'m','pricing':{'prompt':'1e-999999999'}}",
                "{'id':'m','pricing':[1]}",
                "{'id':'m','context_length':-5,'max_tokens':99999999999}",
                "{'id':'m','context_length':'many'}"
            })
    void valuesThatCannotBeAreUnknown(String entry) {
        assertThat(model(entry).facts()).isNull();
    }

    @Test
    void aPriceOfNothingIsKnown() {
        ModelFacts facts = facts("{'id':'m','pricing':{'prompt':'0','completion':'0.00'}}");

        assertThat(facts.prices().input()).isEqualTo(BigDecimal.ZERO);
        assertThat(facts.prices().output()).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void thePriceOfSeveralProvidersIsUnknown() {
        ModelFacts facts =
                facts(
                        "{'id':'m','providers':[{'context_length':8,'pricing':{'input':1}},"
                                + "{'pricing':{'input':2}}]}");

        assertThat(facts.contextWindow()).isEqualTo(8);
        assertThat(facts.prices().input()).isNull();
    }
}
