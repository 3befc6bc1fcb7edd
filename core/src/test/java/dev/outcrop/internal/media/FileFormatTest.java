package dev.outcrop.internal.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.internal.media.FileFormat.Kind;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

class FileFormatTest {
    private static FileFormat of(byte[] bytes, @Nullable String fileName) {
        return Objects.requireNonNull(FileFormat.of(EncodedBytes.of(bytes), fileName));
    }

    private static boolean isUnknown(byte[] bytes) {
        return FileFormat.of(EncodedBytes.of(bytes), "a.txt") == null;
    }

    /** A ZIP file whose directory is longer than a reader looks at, or short. */
    private static byte[] zip(String part, int others) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i <= others; i++) {
                zip.putNextEntry(new ZipEntry(i == others ? part : "other/part" + i + ".xml"));
                zip.write('x');
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] ole(String stream) {
        var bytes = new byte[512 * 4];
        byte[] head = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1".getBytes(ISO_8859_1);
        System.arraycopy(head, 0, bytes, 0, head.length);
        bytes[30] = 9; // sectors of 512 bytes
        bytes[48] = 2; // the directory is the third
        byte[] name = stream.getBytes(UTF_16LE);
        System.arraycopy(name, 0, bytes, 512 * 3 + 128, name.length);
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({
        "89504E470D0A1A0A0000000D49484452, IMAGE, png",
        "FFD8FFE000104A464946, IMAGE, jpeg",
        "474946383961, IMAGE, gif",
        "52494646000000005745425056503820, IMAGE, webp",
        "255044462D312E37, DOCUMENT, pdf",
        "0A0A255044462D312E37, DOCUMENT, pdf",
        "000000186674797069736F6D0000, VIDEO, mp4",
        "0000001866747970336770340000, VIDEO, three_gp",
        "000000146674797071742020, VIDEO, mov",
        "000000086D6F6F76, VIDEO, mov",
        "1A45DFA3934282886D6174726F736B61, VIDEO, mkv",
        "1A45DFA39342828477 65626D, VIDEO, webm",
        "464C5601, VIDEO, flv",
        "000001BA44, VIDEO, mpeg",
        "000001B316, VIDEO, mpeg",
        "3026B2758E66CF11A6D9, VIDEO, wmv",
        "494433030000, AUDIO, mp3",
        "FFFB9064, AUDIO, mp3",
        "FFF15080, AUDIO, aac",
        "524946460000000057415645, AUDIO, wav",
        "4F67675300, AUDIO, ogg",
        "664C614300, AUDIO, flac",
        "00000020667479704D344120, AUDIO, m4a",
        "424D3604, OTHER, bmp",
        "49492A00, OTHER, tiff",
        "000000186674797068656963, OTHER, heic",
        "0000001C6674797061766966, OTHER, avif",
        "524946460000000041564920, OTHER, avi",
        "7B5C72746631, OTHER, rtf"
    })
    void theFirstBytesTellABinaryFormat(String hex, Kind kind, String name) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThat(of(bytes, "wrong.txt")).isEqualTo(new FileFormat(kind, name));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3_000})
    void thePartsOfAZipFileTellItsFormat(int others) throws Exception {
        assertThat(of(zip("word/document.xml", others), null).name()).isEqualTo("docx");
        assertThat(of(zip("xl/workbook.xml", others), null).name()).isEqualTo("xlsx");
        assertThat(of(zip("ppt/presentation.xml", others), null).name()).isEqualTo("pptx");
        assertThat(of(zip("a.txt", others), "a.docx").name()).isEqualTo("zip");
    }

    @Test
    void theStreamsOfAnOleFileTellItsFormat() {
        assertThat(of(ole("WordDocument"), null)).isEqualTo(new FileFormat(Kind.DOCUMENT, "doc"));
        assertThat(of(ole("Workbook"), null)).isEqualTo(new FileFormat(Kind.DOCUMENT, "xls"));
        assertThat(of(ole("PowerPoint Document"), "a.doc").kind()).isEqualTo(Kind.OTHER);
        assertThat(isUnknown(new byte[8])).isTrue();
    }

    @Test
    void framesOfATransportStreamAreMpeg() {
        var bytes = new byte[188 * 3];
        bytes[0] = bytes[188] = bytes[376] = 'G';

        assertThat(of(bytes, "a.ts")).isEqualTo(new FileFormat(Kind.VIDEO, "mpeg"));
    }

    @ParameterizedTest
    @CsvSource({
        "a.csv, csv",
        "A.CSV, csv",
        "a.md, md",
        "a.markdown, md",
        "a.txt, txt",
        "a.html, html",
        "a.java, txt",
        "a, txt",
        "a.png, txt",
        ", txt"
    })
    void theExtensionDecidesBetweenFormatsOfText(String fileName, String format) {
        assertThat(of("a,b\n1,\u00fc\n".getBytes(UTF_8), fileName))
                .isEqualTo(new FileFormat(Kind.DOCUMENT, format));
    }

    @Test
    void htmlIsRecognisedByItsFirstTag() {
        assertThat(of(" \n<!DOCTYPE html><p>".getBytes(UTF_8), "a.txt").name()).isEqualTo("html");
        assertThat(of("\uFEFF<html>".getBytes(UTF_8), null).name()).isEqualTo("html");
    }

    @Test
    void textIsUtf8WithoutControlCharacters() {
        assertThat(isUnknown("Gr\u00fc\u00dfe".getBytes(ISO_8859_1))).isTrue();
        assertThat(isUnknown("Hello".getBytes(UTF_16LE))).isTrue();
        assertThat(of("cut \u20ac".substring(0, 5).getBytes(UTF_8), "a.txt")).isNotNull();
        assertThat(isUnknown(new byte[] {'a', (byte) 0xE2, (byte) 0x82})).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {8_191, 8_192, 8_193, 100_001})
    void aCharacterAtAnyPositionIsReadWhole(int at) {
        assertThat(of(("a".repeat(at) + "\u20ac").getBytes(UTF_8), null).name()).isEqualTo("txt");
        assertThat(isUnknown(("a".repeat(at) + "\u0001").getBytes(UTF_8))).isTrue();
    }

    @Test
    void anotherKindIsRefusedWithTheMethodForIt() {
        var pdf = new FileFormat(Kind.DOCUMENT, "pdf");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> pdf.as(Kind.IMAGE, "a.png"))
                .withMessage(
                        "a.png is a document (pdf), not an image. Try: Content.document(…), or"
                                + " Content.file(…).");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FileFormat(Kind.OTHER, "heic").as(Kind.IMAGE, "a.heic"))
                .withMessage(
                        "a.heic is heic, which Bedrock does not read. Convert it to png, jpeg, gif"
                                + " or webp.");
    }

    @Test
    void aContainerMayHaveOnlyAudio() {
        byte[] mp4 = "\0\0\0\u0018ftypisom".getBytes(ISO_8859_1);

        assertThat(of(mp4, "a.m4a")).isEqualTo(new FileFormat(Kind.AUDIO, "mp4"));
        assertThat(of(mp4, "a.mp4").as(Kind.AUDIO, "a.mp4").kind()).isEqualTo(Kind.AUDIO);
    }
}
