package dev.outcrop.internal.http;

import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;

import java.io.EOFException;
import java.io.IOException;

/** What HttpCore says of a message that is cut or none, in terms that do not name it. */
final class HttpCoreFailures {
    private HttpCoreFailures() {}

    /**
     * {@link EOFException} for a message that ends too early, {@link NotHttpException} for one that
     * is none, and every other failure as it is.
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

    /** Many servers send the CRLF of a chunk with the next one; there is no type for its lack. */
    private static boolean endsWithoutCrlf(MalformedChunkCodingException e) {
        return String.valueOf(e.getMessage()).startsWith("CRLF expected");
    }
}
