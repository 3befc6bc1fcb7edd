package dev.outcrop.internal.aws.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.AwsCredentials;
import dev.outcrop.aws.Credentials.AccessKeys;
import dev.outcrop.aws.Environment;
import dev.outcrop.aws.MadeUp;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.internal.aws.credentials.CredentialsFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.ConnectException;
import java.nio.file.Path;

/** A profile is found by the name that AWS's command line writes, whatever characters it has. */
class ProfileNamesTest {
    /** An emoji of several code points, joined by U+200D. */
    private static final String FAMILY = "\ud83d\udc69\u200d\ud83d\udc67";

    @TempDir Path home;

    @ParameterizedTest
    @ValueSource(
            strings = {
                FAMILY,
                "नि\u200dयम",
                "a\u200bb",
                "a\u00adb",
                "می\u200cخواهم",
                "\u202bright to left\u202c",
                "a\ufeffb",
                "a\u0001b",
                "größe",
                "gro\u0308\u00dfe",
                "日本 1"
            })
    void aNameOutsideAsciiIsLookedUpAsItIs(String name) throws Exception {
        MadeUp.file(home, ".aws/config", "[profile '" + name + "']\nregion = eu-west-1\n");
        MadeUp.file(home, ".aws/credentials", keys(name));

        assertFound(name);
    }

    @Test
    void namesThatLookAlikeAreDifferentProfiles() throws Exception {
        MadeUp.file(home, ".aws/credentials", keys("a\u200db") + keys("a\ufffdb", "OTHER"));

        assertThat(found("a\u200db").accessKeyId()).isEqualTo("ID");
        assertThat(found("a\ufffdb").accessKeyId()).isEqualTo("OTHER");
        assertThatThrownBy(() -> found("ab"))
                .isInstanceOf(CredentialsException.class)
                .hasMessageStartingWith("Could not find profile \"ab\"")
                .hasMessageNotContaining("\u200d");
    }

    @Test
    void aSourceProfileIsLookedUpAsItIsToo() throws Exception {
        MadeUp.file(
                home,
                ".aws/config",
                "[profile taker]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = "
                        + FAMILY
                        + "\n");
        MadeUp.file(home, ".aws/credentials", keys(FAMILY));
        var sources =
                new CredentialsFactory(
                        MadeUp.environment(home),
                        ask -> {
                            throw new ConnectException(ask.headers().get("Authorization"));
                        },
                        null);

        assertThatThrownBy(sources.profile("taker")::resolve).hasMessageContaining("=ID/");
    }

    /** As {@code aws configure --profile} writes both files. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    my dev      | 'my dev'
                    it's me     | 'it'"'"'s me'
                    say "hi"    | 'say "hi"'
                    "a b"       | '"a b"'
                    'a b'       | ''"'"'a b'"'"''
                    a \\ b      | 'a \\ b'
                    # a         | '# a'
                    a] b        | 'a] b'
                    a]b         | a]b
                    """)
    void aNameWithSpacesOrQuotesIsFoundInBothFiles(String name, String written) throws Exception {
        MadeUp.file(home, ".aws/config", "[profile " + written + "]\nregion = eu-west-1\n");
        MadeUp.file(home, ".aws/credentials", keys(name));

        assertFound(name);
    }

    @Test
    void aQuotedNameInTheCredentialsFileIsFoundWithAndWithoutItsQuotes() throws Exception {
        MadeUp.file(home, ".aws/credentials", keys("'my dev'") + keys("\"x\"", "X"));

        assertThat(found("my dev").accessKeyId()).isEqualTo("ID");
        assertThat(found("'my dev'").accessKeyId()).isEqualTo("ID");
        assertThat(found("x").accessKeyId()).isEqualTo("X");
        assertThat(found("\"x\"").accessKeyId()).isEqualTo("X");
    }

    @Test
    void aNameWithQuotesIsNotMixedWithTheSameNameWithoutThem() throws Exception {
        MadeUp.file(home, ".aws/credentials", keys("'a b'", "QUOTED") + keys("a b", "PLAIN"));
        assertThat(found("a b").accessKeyId()).isEqualTo("PLAIN");
        assertThat(found("'a b'").accessKeyId()).isEqualTo("QUOTED");

        MadeUp.file(home, ".aws/credentials", keys("a b", "PLAIN") + keys("'a b'", "QUOTED"));
        assertThat(found("a b").accessKeyId()).isEqualTo("PLAIN");
        assertThat(found("'a b'").accessKeyId()).isEqualTo("QUOTED");

        MadeUp.file(home, ".aws/config", "[profile 'a b']\nregion = eu-west-1\n");
        MadeUp.file(home, ".aws/credentials", keys("'a b'", "QUOTED"));
        assertThat(found("a b").accessKeyId()).isEqualTo("QUOTED");
    }

    @Test
    void theSpaceThatPagesOfTheWebUseIsSpace() throws Exception {
        MadeUp.file(
                home,
                ".aws/credentials",
                """
                [default]
                ~aws_access_key_id~=~ID~
                `
                aws_secret_access_key = s^
                ~# no property
                """
                        .replace('~', '\u00a0')
                        .replace('`', '\u3000')
                        .replace('^', '\u2007'));
        MadeUp.file(home, ".aws/config", "\u00a0[default]\u00a0\nregion =\u00a0eu-west-1\n");

        assertFound("default");
        assertThat(found("default").secretAccessKey()).isEqualTo("s");
    }

    private static String keys(String name) {
        return keys(name, "ID");
    }

    private static String keys(String name, String id) {
        return "[" + name + "]\naws_access_key_id = " + id + "\naws_secret_access_key = s\n";
    }

    private void assertFound(String name) {
        Environment environment = MadeUp.environment(home, "AWS_PROFILE", name);
        assertThat(found(name).accessKeyId()).isEqualTo("ID");
        assertThat(AwsCredentials.standard(environment).resolve()).isEqualTo(found(name));
        assertThat(ConfiguredRegion.resolve(SharedConfig.of(environment, null)).id())
                .isEqualTo("eu-west-1");
    }

    private AccessKeys found(String name) {
        return (AccessKeys) AwsCredentials.profile(name, MadeUp.environment(home)).resolve();
    }
}
