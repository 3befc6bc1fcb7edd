package dev.outcrop.local.wire;

import java.io.IOException;
import java.util.Map;

/**
 * The output of one response: a head, any number of pieces, and one end or one cut. For one thread.
 * Every method blocks until the operating system has accepted the bytes, and throws an {@code
 * IOException} if the client has disconnected.
 */
public interface ResponseOutput {
    /** Sets status and headers; they are sent with the first bytes. */
    void head(int status, Map<String, String> headers) throws IOException;

    /** Sends a piece of the body at once. */
    void write(Bytes bytes) throws IOException;

    /** Sends the last piece. If it is the only one, the length of the body is announced. */
    void end(Bytes bytes) throws IOException;

    /** HTTP/2: sends GOAWAY; open streams continue. Does nothing otherwise. */
    default void goAway() throws IOException {}

    /** Breaks off, after sending what was written. After the end, it only cuts the connection. */
    void cut(StreamCut cut) throws IOException;
}
