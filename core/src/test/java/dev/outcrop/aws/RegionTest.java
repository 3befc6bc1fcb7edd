package dev.outcrop.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.aws.config.ConfiguredRegion;
import dev.outcrop.internal.aws.config.SharedConfig;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

class RegionTest {
    @TempDir Path home;

    @BeforeEach
    void twoProfiles() throws Exception {
        MadeUp.file(
                home,
                ".aws/config",
                """
                [default]
                region = eu-central-1
                [profile far]
                region = ap-southeast-2
                [profile bare]
                output = json
                """);
    }

    @Test
    void awsRegionComesFirst() {
        assertThat(resolve(null, "AWS_REGION", "us-west-2", "AWS_DEFAULT_REGION", "us-east-1"))
                .isEqualTo(new Region("us-west-2", "AWS_REGION"));
    }

    @Test
    void thenAwsDefaultRegion() {
        assertThat(resolve("far", "AWS_REGION", "", "AWS_DEFAULT_REGION", "us-east-1"))
                .isEqualTo(new Region("us-east-1", "AWS_DEFAULT_REGION"));
    }

    @Test
    void thenTheProfile() {
        assertThat(resolve(null)).isEqualTo(new Region("eu-central-1", "profile \"default\""));
        assertThat(resolve(null, "AWS_PROFILE", "far"))
                .isEqualTo(new Region("ap-southeast-2", "profile \"far\""));
        assertThat(resolve("far", "AWS_PROFILE", "default"))
                .isEqualTo(new Region("ap-southeast-2", "profile \"far\""));
    }

    @Test
    void theConfigFileMayLieElsewhere() throws Exception {
        Path other = home.resolve("other");
        MadeUp.file(home, "other", "[default]\nregion = sa-east-1\n");

        assertThat(resolve(null, "AWS_CONFIG_FILE", other.toString()).id()).isEqualTo("sa-east-1");
    }

    @Test
    void theCredentialsFileMayNameItAndWins() throws Exception {
        MadeUp.file(home, ".aws/credentials", "[default]\nregion = sa-east-1\n");

        assertThat(resolve(null).id()).isEqualTo("sa-east-1");
        assertThat(resolve(null, "AWS_CONFIG_FILE", "~/gone").id()).isEqualTo("sa-east-1");
    }

    @Test
    void noneSaysWhereWasLooked() {
        assertThatThrownBy(() -> resolve("bare", "AWS_REGION", " "))
                .isInstanceOf(ValidationException.class)
                .hasMessage(
                        "No region configured. Looked at: AWS_REGION (set, but"
                                + " blank), AWS_DEFAULT_REGION, profile \"bare\""
                                + " (~/.aws/config, no ~/.aws/credentials). Set"
                                + " AWS_REGION, for example: export AWS_REGION=us-east-1"
                                + " (in Java: Bedrock.builder().region(…))");
    }

    @Test
    void aMissingProfileIsSaid() {
        assertThatThrownBy(() -> resolve("gone"))
                .isInstanceOf(CredentialsException.class)
                .hasMessageStartingWith("Could not find profile \"gone\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "us east 1",
                "us-east-1.evil.example",
                "us-east-1/",
                "US-EAST-1",
                "-us",
                "us-",
                "us-east-1\n",
                "us-east-1@evil",
                "ü"
            })
    void whatCannotBePartOfAHostIsRefused(String bad) {
        assertThatThrownBy(() -> Region.of(bad))
                .isInstanceOf(ValidationException.class)
                .hasMessageStartingWith("The region from code is ")
                .hasMessageEndingWith("Use a region such as us-east-1 or eu-central-1.")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aLongOneIsShownCut() {
        assertThatThrownBy(() -> Region.of("x".repeat(64)))
                .hasMessageContaining("\"" + "x".repeat(40) + "…\"");
    }

    @Test
    void aRegionThatNobodyHasHeardOfIsARegion() {
        assertThat(Region.of("mars-north-1").id()).isEqualTo("mars-north-1");
    }

    private Region resolve(@Nullable String profile, String... variables) {
        return ConfiguredRegion.resolve(
                SharedConfig.of(MadeUp.environment(home, variables), profile));
    }
}
