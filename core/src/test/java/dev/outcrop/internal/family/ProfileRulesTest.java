package dev.outcrop.internal.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.ModelName;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileRulesTest {
    private static final String SONNET_4 = "anthropic.claude-sonnet-4-20250514-v1:0";
    private static final String SONNET_4_5 = "anthropic.claude-sonnet-4-5-20250929-v1:0";

    private static @Nullable String prefix(String model, String region) {
        return ProfileRules.prefix(ModelName.of(model), region);
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, us",
        "us-gov-west-1, us-gov",
        "ca-central-1, us",
        "eu-central-1, eu",
        "ap-northeast-1, jp",
        "ap-northeast-3, jp",
        "ap-southeast-2, au",
        "ap-southeast-4, au",
        "ap-southeast-6, au",
    })
    void aRegionCallsClaude45ThroughTheProfileOfItsGeography(String region, String prefix) {
        assertThat(prefix(SONNET_4_5, region)).isEqualTo(prefix);
    }

    @ParameterizedTest
    @CsvSource({"ap-northeast-1", "ap-southeast-2", "ap-southeast-1", "ap-south-1"})
    void claude4HasOneProfileForAsiaAndThePacific(String region) {
        assertThat(prefix(SONNET_4, region)).isEqualTo("apac");
    }

    @ParameterizedTest
    @CsvSource({"ap-southeast-1", "ap-northeast-2", "sa-east-1", "af-south-1", "nowhere"})
    void otherRegionsCallClaude45ThroughTheGlobalProfileOnly(String region) {
        assertThat(prefix(SONNET_4_5, region)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-sonnet-99, ap-northeast-3, jp",
        "anthropic.claude-sonnet-99, ap-southeast-4, au",
        "anthropic.claude-sonnet-99, ap-south-2, in",
        "amazon.nova-99-pro-v1:0, ap-northeast-1, jp",
        "vendor.model-of-tomorrow, ap-northeast-1, apac",
        "vendor.model-of-tomorrow, eu-north-1, eu",
    })
    void unknownIdsHaveTheNewestRule(String model, String region, String prefix) {
        assertThat(prefix(model, region)).isEqualTo(prefix);
    }

    @ParameterizedTest
    @CsvSource({
        "amazon.nova-lite-v1:0, ap-northeast-1, apac",
        "amazon.nova-micro-v1:0, ap-southeast-2, apac",
        "amazon.nova-lite-v1:0, ca-central-1, ca",
        "amazon.nova-pro-v1:0, ca-central-1, us",
        "amazon.nova-2-lite-v1:0, ap-northeast-1, jp",
    })
    void novaHasProfilesOfCountriesFromVersion2On(String model, String region, String prefix) {
        assertThat(prefix(model, region)).isEqualTo(prefix);
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-haiku-4-5-20251001-v1:0, ap-south-1, in",
        "anthropic.claude-sonnet-5, ap-south-2, in",
        "openai.gpt-5.6-luna, ap-south-1, in",
    })
    void indiaHasProfilesOfSomeModels(String model, String region, String prefix) {
        assertThat(prefix(model, region)).isEqualTo(prefix);
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-sonnet-5-5, ap-northeast-1",
        "anthropic.claude-sonnet-5-5, ap-south-1",
        "anthropic.claude-fable-5-2, eu-central-1",
        "openai.gpt-6-sol, ap-south-1",
        "moonshotai.kimi-k3, eu-west-1",
    })
    void aListedModelWithoutAProfileOfTheGeographyHasOnlyTheGlobalOne(String model, String region) {
        assertThat(prefix(model, region)).isNull();
    }

    @Test
    void anArnThatDoesNotNameItsModelFollowsTheRuleForUnknownOnes() {
        String arn = "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/x1";
        assertThat(prefix(arn, "eu-west-1")).isEqualTo("eu");
    }
}
