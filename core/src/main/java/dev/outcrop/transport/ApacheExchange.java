package dev.outcrop.transport;

import dev.outcrop.policy.Cancellation;

import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A response on its connection. */
final class ApacheExchange implements HttpEngine.Exchange {
    private final HttpUriRequestBase request;
    private final ClassicHttpResponse response;
    private final @Nullable HttpConnection connection;
    private final Duration idle;
    private final Deadline deadline;
    private final Cancellation.Registration registration;
    private final InputStream body;
    private boolean ended;

    ApacheExchange(
            HttpUriRequestBase request,
            ClassicHttpResponse response,
            @Nullable HttpConnection connection,
            Duration idle,
            Deadline deadline,
            Cancellation.Registration registration)
            throws IOException {
        this.request = request;
        this.response = response;
        this.connection = connection;
        this.idle = idle;
        this.deadline = deadline;
        this.registration = registration;
        HttpEntity entity = response.getEntity();
        this.body = entity == null ? InputStream.nullInputStream() : new Body(entity.getContent());
        this.ended = entity == null;
        limitRead();
    }

    @Override
    public int status() {
        return response.getCode();
    }

    @Override
    public @Nullable String header(String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        registration.close();
        if (!ended) {
            // Closing alone would first read the rest of the response, which may never come.
            request.abort();
        }
        try {
            response.close();
        } catch (IOException e) {
            // The connection is gone, which is all that closing is for.
            ended = true;
        }
    }

    private void limitRead() throws IOException {
        if (connection != null) {
            connection.setSocketTimeout(ApacheHttp.timeout(deadline.atMost(idle)));
        }
    }

    private final class Body extends FilterInputStream {
        Body(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            beforeRead();
            try {
                return noted(in.read());
            } catch (SocketTimeoutException e) {
                throw inPhase(e);
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            beforeRead();
            try {
                return noted(in.read(buffer, offset, length));
            } catch (SocketTimeoutException e) {
                throw inPhase(e);
            }
        }

        private void beforeRead() throws IOException {
            if (!deadline.isNever()) {
                limitRead();
            }
        }

        private IOException inPhase(SocketTimeoutException e) {
            return deadline.hasPassed() ? new Deadline.Passed() : e;
        }

        private int noted(int read) {
            ended |= read < 0;
            return read;
        }
    }
}
