package dev.outcrop.internal.http;

import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;

import java.io.EOFException;
import java.io.IOException;

/** Converts HttpCore's exceptions for truncated or invalid messages to our own. */
final class HttpCoreFailures {
    private HttpCoreFailures() {}

    /**
     * Returns an {@link EOFException} for a truncated message, a {@link NotHttpException} for an
     * invalid one, and every other failure unchanged.
     */
    static IOException said(IOException e) {
        return switch (e) {
            case ConnectionClosedException closed -> truncated(closed);
            case TruncatedChunkException cut -> truncated(cut);
            case MalformedChunkCodingException broken ->
                    endsWithoutCrlf(broken) ? truncated(broken) : new NotHttpException(broken);
            case MessageConstraintException tooLong -> new NotHttpException(tooLong);
            default -> e;
        };
    }

    private static EOFException truncated(IOException cause) {
        var end = new EOFException("the message was truncated");
        end.initCause(cause);
        return end;
    }

    /**
     * Many servers send the CRLF of a chunk with the next one; its absence has no exception type.
     */
    private static boolean endsWithoutCrlf(MalformedChunkCodingException e) {
        return String.valueOf(e.getMessage()).startsWith("CRLF expected");
    }
}
