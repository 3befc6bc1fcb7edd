package dev.outcrop.local.wire;

/** How an answer is broken off. */
public enum StreamCut {
    /** The connection is closed in order, the answer is not ended. */
    CLOSE,
    /** The connection is reset. */
    RESET,
    /** HTTP/2: this stream is reset, the connection stays. On HTTP/1.1 the connection is reset. */
    RESET_STREAM,
    /** HTTP/2: the same, saying that nothing was done for this request (REFUSED_STREAM). */
    REFUSE_STREAM,
    /**
     * HTTP/2: GOAWAY, saying that nothing was done for this request, and the connection is closed.
     * On HTTP/1.1 it is only closed.
     */
    GO_AWAY
}
