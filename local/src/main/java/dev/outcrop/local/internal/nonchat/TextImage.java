package dev.outcrop.local.internal.nonchat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** A small PNG with the words of a text, the same for the same text and seed. */
final class TextImage {
    private static final int SIDE = 256;
    private static final int MARGIN = 10;
    private static final int SCALE = 2;
    private static final int ADVANCE = (Letters.WIDTH + 1) * SCALE;
    private static final int LINE = (Letters.HEIGHT + 3) * SCALE;
    private static final int COLUMNS = (SIDE - 2 * MARGIN) / ADVANCE;
    private static final int LINES = (SIDE - 2 * MARGIN) / LINE;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private TextImage() {}

    /** Returns the image. */
    static byte[] png(String text, long seed) {
        boolean[][] ink = ink(lines(text));
        int hash = 31 * text.hashCode() + Long.hashCode(seed);
        int[] ground = {208 + (hash & 31), 208 + (hash >> 5 & 31), 208 + (hash >> 10 & 31)};
        var pixels = new ByteArrayOutputStream(SIDE * (3 * SIDE + 1));
        for (int y = 0; y < SIDE; y++) {
            pixels.write(0); // this line is not filtered
            for (int x = 0; x < SIDE; x++) {
                for (int channel : ground) {
                    pixels.write(ink[y][x] ? 32 : channel - y / 8);
                }
            }
        }
        return encoded(pixels.toByteArray());
    }

    /** The words in lines, as many as fit. */
    private static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        String line = "";
        for (String word : TextVector.words(text)) {
            String cut = word.length() > COLUMNS ? word.substring(0, COLUMNS) : word;
            if (line.isEmpty() || line.length() + 1 + cut.length() > COLUMNS) {
                lines.add(line);
                line = cut;
            } else {
                line = line + " " + cut;
            }
        }
        lines.add(line);
        lines.removeIf(String::isEmpty);
        return lines.size() > LINES ? lines.subList(0, LINES) : lines;
    }

    private static boolean[][] ink(List<String> lines) {
        boolean[][] ink = new boolean[SIDE][SIDE];
        for (int i = 0; i < lines.size(); i++) {
            int[] letters = lines.get(i).codePoints().toArray();
            for (int j = 0; j < letters.length; j++) {
                draw(ink, letters[j], MARGIN + j * ADVANCE, MARGIN + i * LINE);
            }
        }
        return ink;
    }

    private static void draw(boolean[][] ink, int letter, int left, int top) {
        for (int row = 0; row < Letters.HEIGHT * SCALE; row++) {
            for (int column = 0; column < Letters.WIDTH * SCALE; column++) {
                if (Letters.isSet(letter, column / SCALE, row / SCALE)) {
                    ink[top + row][left + column] = true;
                }
            }
        }
    }

    private static byte[] encoded(byte[] pixels) {
        var png = new ByteArrayOutputStream();
        try {
            var packed = new ByteArrayOutputStream();
            try (var deflater = new DeflaterOutputStream(packed)) {
                deflater.write(pixels);
            }
            var header = new ByteArrayOutputStream();
            var fields = new DataOutputStream(header);
            fields.writeInt(SIDE);
            fields.writeInt(SIDE);
            fields.write(new byte[] {8, 2, 0, 0, 0}); // 8 bits a channel, RGB
            png.write(SIGNATURE);
            chunk(png, "IHDR", header.toByteArray());
            chunk(png, "IDAT", packed.toByteArray());
            chunk(png, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing here writes to a device
        }
        return png.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data)
            throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var check = new CRC32();
        check.update(name);
        check.update(data);
        var out = new DataOutputStream(png);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) check.getValue());
    }
}
