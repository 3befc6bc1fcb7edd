package dev.outcrop.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.Random;

/** RFC 8259, section 8.1: JSON is UTF-8. RFC 3629 says what that is. */
class Utf8Test {
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
    void otherEncodingsAreRefusedWithAndWithoutAMark(String name) {
        Charset charset = Charset.forName(name);

        for (String text : new String[] {"{\"a\":[1,\"日本\"]}", "[]", "1", "12", "\"é\"", " 1 "}) {
            assertRefused(text.getBytes(charset));
            assertRefused(("\uFEFF" + text).getBytes(charset));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C080",
                "C0AF",
                "C1BF",
                "E08080",
                "E09FBF",
                "F0808080",
                "F08FBFBF",
                "F880808080",
                "FC8080808080",
                "EDA080",
                "EDBFBF",
                "EDA0BDEDB480",
                "F4908080",
                "F5808080",
                "FF",
                "FE",
                "80",
                "BF",
                "C3",
                "E282",
                "F09F98",
                "C328",
                "E28228",
                "E2C3A9",
                "F09F9828",
                "C3A9A9"
            })
    void whatIsNotWellFormedIsRefusedAnywhere(String hex) {
        for (String around :
                new String[] {
                    "\"|\"",
                    "{\"|\":1}",
                    "{\"long name of a member |\":1}",
                    "[1,\"abc|def\"]",
                    "[|]",
                    "1|"
                }) {
            byte[] bytes = around(around, HexFormat.of().parseHex(hex));

            assertRefused(bytes);
            JsonReader reader;
            try {
                reader = JsonReader.of(bytes, Json.Limits.DEFAULT);
            } catch (JsonException e) {
                continue;
            }
            assertThatExceptionOfType(JsonException.class)
                    .as(around)
                    .isThrownBy(
                            () -> {
                                reader.skip();
                                reader.end();
                            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0080",
                "\u07FF",
                "\u0800",
                "\uD7FF",
                "\uE000",
                "\uFFFD",
                "\uFFFF",
                "\uD800\uDC00",
                "\uDBFF\uDFFF",
                "\uFEFF"
            })
    void theFirstAndLastOfEachLengthAreRead(String text) {
        byte[] bytes = ("{\"" + text + "\":\"" + text + "\"}").getBytes(UTF_8);

        assertThat(((Json.Obj) Json.parse(bytes)).string(text)).isEqualTo(text);
    }

    @Test
    void oneMarkAtTheStartOfBytesIsPassedOver() {
        assertThat(Json.parse("\uFEFF{\"a\":1}".getBytes(UTF_8))).hasToString("{\"a\":1}");
        assertThat(Json.parse("\uFEFF 1".getBytes(UTF_8))).hasToString("1");
        assertThat(Json.parse("\"\uFEFF\"".getBytes(UTF_8))).isEqualTo(Json.of("\uFEFF"));
        for (String text : new String[] {"\uFEFF", "\uFEFF\uFEFF1", " \uFEFF1", "1\uFEFF"}) {
            assertRefused(text.getBytes(UTF_8));
        }
        assertRefused(new byte[] {(byte) 0xEF, (byte) 0xBB});
        assertRefused(new byte[] {(byte) 0xEF, (byte) 0xBB, '1'});
    }

    @Test
    void aPartOfAnArrayIsReadByItself() {
        byte[] bytes = around("|[1]|", new byte[] {(byte) 0xC3});

        assertThat(JsonReader.of(bytes, 1, 3, Json.Limits.DEFAULT).document()).hasToString("[1]");
        byte[] cut = "\"é\"".getBytes(UTF_8);
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> JsonReader.of(cut, 0, 2, Json.Limits.DEFAULT).document());
    }

    @Test
    void theFaultIsNamedByItsOffset() {
        byte[] bytes = around("[\"abc\",\"|\"]", new byte[] {(byte) 0xC0, (byte) 0x80});

        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.parse(bytes))
                .withMessage("not JSON at offset 8: not UTF-8");
    }

    @Test
    void randomBytesInAStringAreReadAsJavaDecodesThemOrRefused() {
        int[] lead = {0x41, 0x80, 0xBF, 0xC1, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0x9F, 0xA0};
        for (long seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            byte[] inside = new byte[random.nextInt(8)];
            for (int i = 0; i < inside.length; i++) {
                inside[i] = (byte) lead[random.nextInt(lead.length)];
            }
            byte[] bytes = around("\"|\"", inside);
            String text;
            try {
                text = UTF_8.newDecoder().decode(ByteBuffer.wrap(inside)).toString();
            } catch (CharacterCodingException e) {
                assertRefused(bytes);
                continue;
            }
            assertThat(Json.parse(bytes)).as("seed %d", seed).isEqualTo(Json.of(text));
        }
    }

    private static byte[] around(String text, byte[] inside) {
        byte[] bar = {'|'};
        byte[] bytes = text.getBytes(UTF_8);
        var out = new ByteArrayOutputStream();
        for (byte b : bytes) {
            out.writeBytes(b == bar[0] ? inside : new byte[] {b});
        }
        return out.toByteArray();
    }

    private static void assertRefused(byte[] bytes) {
        assertThatExceptionOfType(JsonException.class)
                .as(HexFormat.of().formatHex(bytes))
                .isThrownBy(() -> Json.parse(bytes));
    }
}
