package dev.outcrop.internal.aws.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.internal.aws.config.ConfigHeader.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

/** Forms that AWS's command line writes or reads, and AWS's SDKs do not. */
class ConfigFormsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[profile 'my dev']",
                "[profile \"my dev\"]",
                "[profile my\\ dev]",
                "[ profile\t'my dev' ] # comment",
                "[profile my' 'dev]"
            })
    void aQuotedNameOfAProfileIsReadWithoutItsQuotes(String header) throws Exception {
        ConfigSections found = config(header + "\nregion = eu-west-1\n");

        assertThat(found.section(Kind.PROFILE, "my dev")).containsEntry("region", "eu-west-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    [profile 'it'"'"'s me'] | it's me
                    [profile "a\\"b c"]     | a"b c
                    [profile "größe"]       | größe
                    [profile 'a]b']         | a]b
                    [profile 'a#b']         | a#b
                    """)
    void namesMayContainWhatQuotesAllow(String header, String name) throws Exception {
        ConfigSections found = config(header + "\na = b\n");

        assertThat(found.section(Kind.PROFILE, name)).containsEntry("a", "b");
        assertThat(found.profiles()).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[profile my dev]",
                "[profile it's]",
                "[profile]",
                "[profile '']x",
                "[]",
                "['profile a']"
            })
    void aHeaderThatNamesNoProfileIsIgnored(String header) throws Exception {
        if (header.endsWith("x")) {
            assertThatThrownBy(() -> config(header)).isInstanceOf(ConfigSyntaxException.class);
            return;
        }
        assertThat(config(header + "\na = b\n").profiles()).isEmpty();
    }

    @Test
    void theCredentialsFileHasNamesWithSpacesWithoutQuotes() throws Exception {
        ConfigSections found = credentials("[my dev]\naws_access_key_id = AKID\n");

        assertThat(found.section(Kind.PROFILE, "my dev"))
                .containsEntry("aws_access_key_id", "AKID");
        assertThat(credentials("['my dev']\na = b\n").section(Kind.PROFILE, "my dev")).isNotNull();
    }

    @Test
    void namesThatOnlyTheCommandLineReadsAreFoundButNotListed() throws Exception {
        ConfigSections found = config("[profile größe]\na = b\n[profile dev]\n");

        assertThat(found.section(Kind.PROFILE, "größe")).containsEntry("a", "b");
        assertThat(found.profiles()).containsExactly("dev");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REGION = x",
                "Region=x",
                "region: x",
                "region:x",
                "REGION :x=1",
                "region:  x # y"
            })
    void namesAreTheSameInAnyCaseAndAColonSeparates(String line) throws Exception {
        Map<String, String> found =
                config("[default]\n" + line + "\n").section(Kind.PROFILE, "default");

        assertThat(found).isEqualTo(line.endsWith("=1") ? Map.of() : Map.of("region", "x"));
    }

    @Test
    void aColonInsideAValueOrANameSeparatesNothing() throws Exception {
        assertThat(
                        config(
                                        """
                                        [default]
                                        role_arn = arn:aws:iam::1:role/a
                                        endpoint_url: http://127.0.0.1:8080/?a=b
                                        a:b = c
                                        """)
                                .section(Kind.PROFILE, "default"))
                .isEqualTo(
                        Map.of(
                                "role_arn",
                                "arn:aws:iam::1:role/a",
                                "endpoint_url",
                                "http://127.0.0.1:8080/?a=b",
                                "a:b",
                                "c"));
    }

    @Test
    void headersAndPropertiesMayBeIndented() throws Exception {
        ConfigSections found =
                config(
                        """
                          # mine
                          [default]
                            region = eu-west-1
                            s3 =
                              # faster
                              max_concurrent_requests = 20
                            output = json
                          [profile dev]
                        \tregion = us-east-1
                        output: text
                        """);

        assertThat(found.section(Kind.PROFILE, "default"))
                .isEqualTo(
                        Map.of(
                                "region",
                                "eu-west-1",
                                "s3",
                                "\nmax_concurrent_requests = 20",
                                "output",
                                "json"));
        assertThat(found.section(Kind.PROFILE, "dev"))
                .isEqualTo(Map.of("region", "us-east-1", "output", "text"));
    }

    @Test
    void aSessionAndServicesMayBeQuotedToo() throws Exception {
        ConfigSections found =
                config(
                        """
                        [sso-session 'my corp']
                        SSO_REGION = us-east-1
                        [services "local ones"]
                        bedrock_runtime =
                          ENDPOINT_URL = http://127.0.0.1:1
                          endpoint_url = http://127.0.0.1:2
                        """);

        assertThat(found.property(Kind.SSO_SESSION, "my corp", "sso_region"))
                .isEqualTo("us-east-1");
        String lines = found.property(Kind.SERVICES, "local ones", "bedrock_runtime");
        assertThat(ConfigSections.subProperty(lines, "endpoint_url"))
                .isEqualTo("http://127.0.0.1:2");
        assertThat(ConfigSections.subProperty(lines, "other")).isNull();
        assertThat(ConfigSections.subProperty("x = y", "x")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesEndAsOnAnySystem(String end) throws Exception {
        assertThat(
                        config(String.join(end, "[default]", "a = b", "", "\tc", "d=", ""))
                                .section(Kind.PROFILE, "default"))
                .isEqualTo(Map.of("a", "b\nc", "d", ""));
        assertThatThrownBy(() -> config(String.join(end, "[default]", "", "junk")))
                .hasMessageEndingWith(" on line 3");
    }

    @Test
    void aMillionLinesOfOneValueTakeNoLongerThanOthers() throws Exception {
        String text = "[default]\na = b\n" + " c\n".repeat(1_000_000);

        assertThat(config(text).property(Kind.PROFILE, "default", "a")).hasSize(2_000_001);
    }

    private static ConfigSections config(String text) throws ConfigSyntaxException {
        return ConfigParser.parse(text, false);
    }

    private static ConfigSections credentials(String text) throws ConfigSyntaxException {
        return ConfigParser.parse(text, true);
    }
}
