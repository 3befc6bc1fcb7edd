package dev.outcrop.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.HttpMessageWriter;
import org.apache.hc.core5.http.io.HttpMessageWriterFactory;
import org.apache.hc.core5.http.io.SessionOutputBuffer;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes the head of a request in one piece; HttpCore's own writer copies single characters through
 * two buffers. Safe for any number of threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#name-message-format">Message format</a>
 */
final class RequestHeadWriter
        implements HttpMessageWriter<ClassicHttpRequest>,
                HttpMessageWriterFactory<ClassicHttpRequest> {
    static final RequestHeadWriter INSTANCE = new RequestHeadWriter();

    private static final String END = "\r\n";
    private static final String VERSION = " HTTP/1.1\r\n";

    private RequestHeadWriter() {}

    @Override
    public HttpMessageWriter<ClassicHttpRequest> create() {
        return this;
    }

    /**
     * Writes the head of a request.
     *
     * @throws IllegalArgumentException if a header contains a line break, which earlier checks
     *     prevent
     */
    @Override
    public void write(ClassicHttpRequest request, SessionOutputBuffer buffer, OutputStream out)
            throws IOException {
        Header[] headers = request.getHeaders();
        var text = new StringBuilder(size(request, headers));
        text.append(request.getMethod()).append(' ').append(request.getRequestUri());
        text.append(VERSION);
        for (Header header : headers) {
            text.append(header.getName()).append(": ").append(header.getValue()).append(END);
        }
        String head = text.append(END).toString();
        int lines = headers.length + 2;
        if (count(head, '\n') != lines || count(head, '\r') != lines) {
            throw new IllegalArgumentException("a request header contains a line break");
        }
        byte[] bytes = head.getBytes(ISO_8859_1);
        buffer.write(bytes, 0, bytes.length, out);
    }

    private static int size(ClassicHttpRequest request, Header[] headers) {
        int size = request.getMethod().length() + request.getRequestUri().length() + 15;
        for (Header header : headers) {
            size += header.getName().length() + header.getValue().length() + 4;
        }
        return size;
    }

    private static int count(String text, char c) {
        int count = 0;
        for (int at = text.indexOf(c); at >= 0; at = text.indexOf(c, at + 1)) {
            count++;
        }
        return count;
    }
}
