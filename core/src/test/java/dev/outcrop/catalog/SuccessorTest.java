package dev.outcrop.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.Catalog.ModelFacts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.LocalDate;
import java.util.Objects;

class SuccessorTest {
    private static final Catalog CATALOG = Catalog.standard();

    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-opus-4-1-20250805-v1:0, us.anthropic.claude-opus-5-5",
        "anthropic.claude-opus-4-5-20251101-v1:0, anthropic.claude-opus-5-5",
        "global.anthropic.claude-sonnet-4-5-20250929-v1:0, global.anthropic.claude-sonnet-5-5",
        // Sonnet 5.5 has no profile for Japan
        "jp.anthropic.claude-sonnet-4-5-20250929-v1:0, jp.anthropic.claude-sonnet-5",
        "apac.anthropic.claude-sonnet-4-20250514-v1:0, global.anthropic.claude-sonnet-5-5",
        "us.anthropic.claude-3-5-haiku-20241022-v1:0, us.anthropic.claude-haiku-5-5",
        "us.amazon.nova-premier-v1:0, us.amazon.nova-pro-v1:0",
        "us.meta.llama3-2-90b-instruct-v1:0, us.meta.llama4-maverick-17b-instruct-v1:0",
        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-opus-5,"
                + " us.anthropic.claude-opus-5-5",
        "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0,"
                + " anthropic.claude-haiku-5-5",
    })
    void aModelHasASuccessorOfItsLineAndGeography(String id, String successor) {
        assertThat(CATALOG.successor(id)).isEqualTo(successor);
    }

    @ParameterizedTest
    @CsvSource({
        "eu.anthropic.claude-3-5-haiku-20241022-v1:0, eu.anthropic.claude-haiku-5-5",
        "au.anthropic.claude-3-5-sonnet-20241022-v2:0, au.anthropic.claude-sonnet-5-5",
        "sa.anthropic.claude-3-haiku-20240307-v1:0, global.anthropic.claude-haiku-5-5",
    })
    void anUnlistedProfileHasThatOfItsModel(String id, String successor) {
        assertThat(CATALOG.successor(id)).isEqualTo(successor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "global.anthropic.claude-sonnet-5-5",
                "ai21.jamba-1-5-large-v1:0",
                "newcomer.model-v1:0",
                "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/x"
            })
    void theNewestModelAndAnUnknownOneHaveNone(String id) {
        assertThat(CATALOG.successor(id)).isNull();
    }

    @Test
    void aSuccessorIsListedAndHasNoEndOfItsOwn() {
        for (ModelFacts facts : CATALOG.models()) {
            if (facts.successor() != null) {
                Catalog.Found next = Objects.requireNonNull(CATALOG.find(facts.successor()));
                assertThat(next.ofBaseModel()).as(facts.id()).isFalse();
                assertThat(next.facts().endOfLife()).as(facts.id()).isNull();
                assertThat(next.facts().family().isClaude())
                        .as(facts.id())
                        .isEqualTo(facts.family().isClaude());
            }
        }
    }

    @Test
    void anEndOfLifeIsKnownForOldModels() {
        assertThat(endOfLife("anthropic.claude-opus-4-5-20251101-v1:0")).isEqualTo("2027-01-22");
        assertThat(endOfLife("us.anthropic.claude-opus-4-1-20250805-v1:0")).isEqualTo("2027-01-08");
        assertThat(endOfLife("eu.anthropic.claude-sonnet-4-20250514-v1:0")).isEqualTo("2026-10-14");
    }

    private static LocalDate endOfLife(String id) {
        return Objects.requireNonNull(
                Objects.requireNonNull(CATALOG.find(id)).facts().endOfLife(), id);
    }
}
