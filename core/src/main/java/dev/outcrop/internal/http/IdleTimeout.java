package dev.outcrop.internal.http;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.HttpResponse;

/**
 * The response that servers send before they close an idle connection. It may cross a request in
 * transit.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-408-request-timeout">408 Request
 *     Timeout</a>
 */
final class IdleTimeout {
    private IdleTimeout() {}

    /** Whether a response on a reused connection is one. Bedrock's own 408 has an error name. */
    static boolean is(HttpResponse response) {
        return response.getCode() == 408
                && closes(response)
                && response.getFirstHeader("x-amzn-ErrorType") == null
                && response.getFirstHeader("x-amzn-RequestId") == null;
    }

    private static boolean closes(HttpMessage response) {
        Header connection = response.getFirstHeader("Connection");
        return connection != null && "close".equalsIgnoreCase(connection.getValue());
    }
}
