package dev.outcrop.internal.media;

import static dev.outcrop.internal.media.FileFormat.Kind.*;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import dev.outcrop.internal.media.FileFormat.Kind;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** Recognises binary formats by their first bytes, and files that are ZIP or OLE by their parts. */
public final class FileSignature {
    /** The bytes of a start, one character each, and the format. */
    private record Start(String bytes, Kind kind, String name) {}

    private static final List<Start> STARTS =
            List.of(
                    new Start("\u0089PNG\r\n", IMAGE, "png"),
                    new Start("\u00ff\u00d8\u00ff", IMAGE, "jpeg"),
                    new Start("GIF8", IMAGE, "gif"),
                    new Start("FLV\u0001", VIDEO, "flv"),
                    new Start("\0\0\u0001\u00ba", VIDEO, "mpeg"),
                    new Start("\0\0\u0001\u00b3", VIDEO, "mpeg"),
                    new Start("0&\u00b2u\u008ef\u00cf\u0011", VIDEO, "wmv"),
                    new Start("ID3", AUDIO, "mp3"),
                    new Start("OggS", AUDIO, "ogg"),
                    new Start("fLaC", AUDIO, "flac"),
                    new Start("BM", OTHER, "bmp"),
                    new Start("II*\0", OTHER, "tiff"),
                    new Start("MM\0*", OTHER, "tiff"),
                    new Start("\0\0\u0001\0", OTHER, "ico"),
                    new Start("{\\rtf", OTHER, "rtf"),
                    new Start("\u001f\u008b", OTHER, "gzip"));

    private static final String EBML = "\u001aE\u00df\u00a3";
    private static final String OLE = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1";

    private static final Set<String> MOV_ATOMS = Set.of("moov", "mdat", "wide", "pnot");
    private static final Set<String> HEIF = Set.of("heic", "heix", "heim", "hevc", "mif1", "msf1");

    private static final int HEAD = 1_024;
    private static final int ZIP_DIRECTORY = 64 << 10;
    private static final int OLE_DIRECTORY = 4 << 10;

    private FileSignature() {}

    /** Returns the format; null if the bytes are of no known binary format. */
    public static @Nullable FileFormat of(EncodedBytes bytes) {
        String head = bytes.text(0, HEAD);
        if (head.startsWith("ftyp", 4) && head.length() >= 12) {
            return ofBrand(head.substring(8, 12));
        }
        if (head.startsWith("RIFF") && head.length() >= 12) {
            return switch (head.substring(8, 12)) {
                case "WEBP" -> new FileFormat(IMAGE, "webp");
                case "WAVE" -> new FileFormat(AUDIO, "wav");
                case "AVI " -> new FileFormat(OTHER, "avi");
                default -> null;
            };
        }
        if (head.startsWith("PK\u0003\u0004")) {
            return ofZip(bytes, head);
        }
        if (head.startsWith(OLE)) {
            return ofOle(bytes, head);
        }
        if (head.startsWith(EBML)) {
            return new FileFormat(VIDEO, head.contains("webm") ? "webm" : "mkv");
        }
        for (Start start : STARTS) {
            if (head.startsWith(start.bytes())) {
                return new FileFormat(start.kind(), start.name());
            }
        }
        if (head.contains("%PDF-")) {
            return new FileFormat(DOCUMENT, "pdf");
        }
        return head.length() >= 8 && MOV_ATOMS.contains(head.substring(4, 8))
                ? new FileFormat(VIDEO, "mov")
                : ofFrames(head);
    }

    /** The main brand of a file in ISO's base media format. */
    private static FileFormat ofBrand(String brand) {
        if (HEIF.contains(brand)) {
            return new FileFormat(OTHER, "heic");
        }
        return switch (brand) {
            case "qt  " -> new FileFormat(VIDEO, "mov");
            case "avif", "avis" -> new FileFormat(OTHER, "avif");
            case "M4A ", "M4B ", "M4P " -> new FileFormat(AUDIO, "m4a");
            default ->
                    new FileFormat(
                            VIDEO,
                            brand.startsWith("3gp") || brand.startsWith("3g2")
                                    ? "three_gp"
                                    : "mp4");
        };
    }

    /** The names of a ZIP file's parts stand at its end, and before each part. */
    private static FileFormat ofZip(EncodedBytes bytes, String head) {
        String names = head + bytes.text((long) bytes.size() - ZIP_DIRECTORY, ZIP_DIRECTORY);
        boolean word = names.contains("word/document.xml");
        boolean sheet = names.contains("xl/workbook.xml");
        if (word != sheet) {
            return new FileFormat(DOCUMENT, word ? "docx" : "xlsx");
        }
        return new FileFormat(OTHER, names.contains("ppt/presentation.xml") ? "pptx" : "zip");
    }

    /** The directory of an OLE file names its streams; the header says where the directory is. */
    private static FileFormat ofOle(EncodedBytes bytes, String head) {
        long directory = 0;
        if (head.length() >= 52) {
            long sector = head.charAt(48) | head.charAt(49) << 8 | head.charAt(50) << 16;
            directory = (sector + 1) << Math.min(head.charAt(30), 12);
        }
        String names = bytes.text(directory, OLE_DIRECTORY);
        if (names.contains(wide("WordDocument"))) {
            return new FileFormat(DOCUMENT, "doc");
        }
        boolean sheet = names.contains(wide("Workbook")) || names.contains(wide("Book"));
        return sheet ? new FileFormat(DOCUMENT, "xls") : new FileFormat(OTHER, "an OLE file");
    }

    private static String wide(String name) {
        return new String(name.getBytes(UTF_16LE), ISO_8859_1);
    }

    /** Formats that are a sequence of frames without a header. */
    private static @Nullable FileFormat ofFrames(String head) {
        if (head.length() > 2 * 188
                && head.charAt(0) == 'G'
                && head.charAt(188) == 'G'
                && head.charAt(2 * 188) == 'G') {
            return new FileFormat(VIDEO, "mpeg");
        }
        if (head.length() < 4 || head.charAt(0) != 0xFF || (head.charAt(1) & 0xE0) != 0xE0) {
            return null;
        }
        int layer = head.charAt(1) >> 1 & 3;
        if (layer == 0) {
            return (head.charAt(1) & 0xF6) == 0xF0 ? new FileFormat(AUDIO, "aac") : null;
        }
        boolean valid = layer != 3 && head.charAt(2) >> 4 != 15 && (head.charAt(2) >> 2 & 3) != 3;
        return valid ? new FileFormat(AUDIO, "mp3") : null;
    }
}
