package dev.outcrop.local.wire;

import java.io.IOException;
import java.util.Map;

/**
 * Where an answer is written, once: a head, any number of pieces, and one end or one cut. For one
 * thread. Every method blocks until the bytes are with the operating system, and throws an {@code
 * IOException} where the client is gone.
 */
public interface ResponseOutput {
    /** Status and headers; they travel with the first bytes. */
    void head(int status, Map<String, String> headers) throws IOException;

    /** A piece of the body, at once. */
    void write(Bytes bytes) throws IOException;

    /** The last piece. Where it is the only one, the length of the body is announced. */
    void end(Bytes bytes) throws IOException;

    /** HTTP/2: sends GOAWAY; streams that are open go on. Nothing elsewhere. */
    default void goAway() throws IOException {}

    /** Breaks off, after sending what was written. After the end, only the connection is cut. */
    void cut(StreamCut cut) throws IOException;
}
