package dev.outcrop.internal.aws.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.AwsCredentials;
import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.MadeUp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files as editors and shells of Windows write them. */
class ConfigEncodingTest {
    private static final String TEXT = "[default]\r\nregion = eu-central-1\r\n# größe\r\n";

    @TempDir Path home;

    @ParameterizedTest
    @CsvSource({
        "UTF-8, false",
        "UTF-8, true",
        "UTF-16LE, true",
        "UTF-16BE, true",
        "UTF-16LE, false",
        "UTF-16BE, false",
        "UTF-32LE, true",
        "UTF-32BE, true"
    })
    void isReadInEachEncoding(String encoding, boolean mark) throws Exception {
        write(".aws/config", (mark ? "\uFEFF" : "") + TEXT, Charset.forName(encoding));
        write(".aws/credentials", (mark ? "\uFEFF" : "") + keys(), Charset.forName(encoding));
        var environment = MadeUp.environment(home);

        assertThat(ConfiguredRegion.resolve(SharedConfig.of(environment, null)).id())
                .isEqualTo("eu-central-1");
        assertThat(AwsCredentials.profile("default", environment).resolve())
                .isEqualTo(
                        new Credentials.AccessKeys(
                                "AKID", "canary", null, null, "profile \"default\""));
    }

    @Test
    void aCommentInAnotherEncodingDoesNotMatter() throws Exception {
        write(".aws/config", TEXT, StandardCharsets.ISO_8859_1);

        assertThat(ConfiguredRegion.resolve(SharedConfig.of(MadeUp.environment(home), null)).id())
                .isEqualTo("eu-central-1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aFileOfNothingOrOfAMarkAloneIsEmpty(int length) throws Exception {
        byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
        var bytes = new ByteArrayOutputStream();
        bytes.write(mark, 0, length == 3 ? 3 : 0);
        write(".aws/config", bytes.toByteArray());

        assertThat(SharedConfig.of(MadeUp.environment(home), null).propertyNames()).isEmpty();
    }

    @Test
    void whatIsNotTextSaysSo() throws Exception {
        write(".aws/config", "[default]\nregion = x\0\n".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> SharedConfig.of(MadeUp.environment(home), null).property("region"))
                .hasMessage(
                        "~/.aws/config is not a text file: it contains a zero byte. Save it as"
                                + " UTF-8.");
    }

    private static String keys() {
        return "[default]\naws_access_key_id = AKID\naws_secret_access_key = canary\n";
    }

    private void write(String name, String text, Charset charset) throws Exception {
        write(name, text.getBytes(charset));
    }

    private void write(String name, byte[] bytes) throws Exception {
        Path path = home.resolve(name);
        Files.createDirectories(path.getParent());
        Files.write(path, bytes);
    }
}
