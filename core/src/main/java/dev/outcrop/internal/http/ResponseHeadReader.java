package dev.outcrop.internal.http;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;

/**
 * HttpCore's parser of the heads of one connection. It keeps HttpCore's input buffer, which is not
 * accessible otherwise.
 */
final class ResponseHeadReader implements HttpMessageParser<ClassicHttpResponse> {
    private final HttpMessageParser<ClassicHttpResponse> parser;

    private @Nullable SessionInputBuffer input;

    ResponseHeadReader(Http1Config limits) {
        parser = new DefaultHttpResponseParser(limits);
    }

    @Override
    public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in)
            throws IOException, HttpException {
        input = buffer;
        return parser.parse(buffer, in);
    }

    /** Whether HttpCore has read bytes that belong to no response so far. */
    boolean hasUnread() {
        return input != null && input.length() > 0;
    }
}
