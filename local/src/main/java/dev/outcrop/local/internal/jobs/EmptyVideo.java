package dev.outcrop.local.internal.jobs;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** An MP4 file without pictures: it has the duration, and the prompt in a box that players skip. */
final class EmptyVideo {
    private static final int MILLIS = 1_000;
    private static final int MOVIE_HEADER = 108;
    private static final int BOX_HEADER = 8;

    private EmptyVideo() {}

    static byte[] of(String prompt, int seconds) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(2 * BOX_HEADER + 4);
            out.writeBytes("ftypmp42");
            out.writeInt(0);
            out.writeBytes("mp42");
            movie(out, seconds);
            byte[] text = ("Local Bedrock: " + prompt).getBytes(StandardCharsets.UTF_8);
            out.writeInt(BOX_HEADER + text.length);
            out.writeBytes("free");
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes the movie box with its header, version 0 of ISO 14496-12. */
    private static void movie(DataOutputStream out, int seconds) throws IOException {
        out.writeInt(BOX_HEADER + MOVIE_HEADER);
        out.writeBytes("moov");
        out.writeInt(MOVIE_HEADER);
        out.writeBytes("mvhd");
        out.writeInt(0); // version and flags
        out.writeInt(0); // created
        out.writeInt(0); // modified
        out.writeInt(MILLIS); // units of a second
        out.writeInt(seconds * MILLIS);
        out.writeInt(0x10000); // rate 1
        out.writeShort(0x100); // volume 1
        out.write(new byte[10]);
        for (int i = 0; i < 9; i++) { // the unit matrix
            out.writeInt(i == 8 ? 0x40000000 : i % 4 == 0 ? 0x10000 : 0);
        }
        out.write(new byte[24]);
        out.writeInt(1); // the next track
    }
}
