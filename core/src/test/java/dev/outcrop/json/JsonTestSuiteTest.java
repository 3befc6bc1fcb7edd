package dev.outcrop.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.Shared;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The public suite of cases for JSON parsers.
 *
 * @see <a href="https://github.com/nst/JSONTestSuite">JSONTestSuite</a>
 */
class JsonTestSuiteTest {
    @Test
    void whatMustBeReadIsReadAndSurvivesBeingWritten() throws IOException {
        List<Path> files = files("y_");
        assertThat(files).hasSize(95);

        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            assertThatCode(() -> Json.parse(bytes)).as(file.toString()).doesNotThrowAnyException();
            Json read = Json.parse(bytes);
            assertThat(Json.parse(read.toString())).as(file.toString()).isEqualTo(read);
            assertThat(Json.parse(new String(bytes, UTF_8))).as(file.toString()).isEqualTo(read);
        }
    }

    @Test
    void whatMustBeRefusedIsRefused() throws IOException {
        List<Path> files = files("n_");
        assertThat(files).hasSize(188);

        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            assertThatExceptionOfType(JsonException.class)
                    .as(file.toString())
                    .isThrownBy(() -> Json.parse(bytes));
            if (isUtf8(bytes)) {
                assertThatExceptionOfType(JsonException.class)
                        .as(file.toString())
                        .isThrownBy(() -> Json.parse(new String(bytes, UTF_8)));
            }
        }
    }

    @Test
    void ofWhatEitherIsRightForBytesThatAreNotUtf8AreRefused() throws IOException {
        List<Path> files = files("i_");
        assertThat(files).hasSize(35);

        var read = new ArrayList<String>();
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            try {
                Json.parse(bytes);
                read.add(file.getFileName().toString());
                assertThat(isUtf8(bytes)).as(file.toString()).isTrue();
            } catch (JsonException e) {
                assertThat(e).isNotNull();
            }
        }
        assertThat(read).contains("i_structure_UTF-8_BOM_empty_object.json");
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static List<Path> files(String prefix) {
        return Shared.files(Shared.path("vectors/json/test_parsing")).stream()
                .filter(file -> file.getFileName().toString().startsWith(prefix))
                .toList();
    }
}
