package dev.outcrop.bench.micro;

import dev.outcrop.bench.Frames;

import java.io.ByteArrayOutputStream;

/** The frames of an answer, without HTTP around them. */
final class Stream {
    private Stream() {}

    static byte[] of(int deltas) {
        var bytes = new ByteArrayOutputStream();
        Frames.plain(deltas).forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }
}
