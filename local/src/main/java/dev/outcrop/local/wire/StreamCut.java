package dev.outcrop.local.wire;

/** How a response is broken off. */
public enum StreamCut {
    /** The connection is closed properly, the response is not ended. */
    CLOSE,
    /** The connection is reset. */
    RESET,
    /**
     * HTTP/2: this stream is reset, the connection stays open. On HTTP/1.1 the connection is reset.
     */
    RESET_STREAM,
    /** HTTP/2: the same, reporting that the request was not processed (REFUSED_STREAM). */
    REFUSE_STREAM,
    /**
     * HTTP/2: GOAWAY, reporting that the request was not processed, and the connection is closed.
     * On HTTP/1.1 it is only closed.
     */
    GO_AWAY
}
