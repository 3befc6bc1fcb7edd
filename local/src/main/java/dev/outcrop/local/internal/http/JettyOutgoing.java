package dev.outcrop.local.internal.http;

import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.ResponseOutput;
import dev.outcrop.local.wire.StreamCut;

import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.HTTP2Stream;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.util.Map;

/** A response over Jetty, written by one blocking thread. */
final class JettyOutgoing implements ResponseOutput {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private boolean dropsRest;
    private boolean ended;

    JettyOutgoing(Request request, Response response, Callback callback) {
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    /** Returns a response to a request whose body may not be read to its end. */
    JettyOutgoing droppingRestOfBody() {
        dropsRest = true;
        return this;
    }

    @Override
    public void head(int status, Map<String, String> headers) {
        response.setStatus(status);
        headers.forEach(response.getHeaders()::put);
    }

    @Override
    public void write(Bytes bytes) throws IOException {
        Content.Sink.write(response, false, ByteBuffer.wrap(bytes.toArray()));
    }

    @Override
    public void end(Bytes bytes) throws IOException {
        Content.Sink.write(response, true, ByteBuffer.wrap(bytes.toArray()));
        ended = true;
        if (dropsRest) {
            RestOfBody.drop(request);
        }
        callback.succeeded();
    }

    @Override
    public void cut(StreamCut cut) throws IOException {
        Connection connection = request.getConnectionMetaData().getConnection();
        EndPoint endPoint = connection.getEndPoint();
        switch (cut) {
            case CLOSE -> endPoint.close();
            case RESET -> reset(endPoint);
            case RESET_STREAM -> resetStream(ErrorCode.INTERNAL_ERROR, connection);
            case REFUSE_STREAM -> resetStream(ErrorCode.REFUSED_STREAM_ERROR, connection);
            case GO_AWAY -> {
                goAway(new GoAwayFrame(0, ErrorCode.NO_ERROR.code, null));
                endPoint.close();
            }
        }
        if (!ended) {
            callback.failed(new IOException("cut off as scripted"));
        }
    }

    @Override
    public void goAway() throws IOException {
        goAway(GoAwayFrame.GRACEFUL);
    }

    private void goAway(GoAwayFrame frame) throws IOException {
        Connection connection = request.getConnectionMetaData().getConnection();
        if (connection instanceof HTTP2Connection http2) {
            try (Blocker.Callback sent = Blocker.callback()) {
                http2.getSession().goAway(frame, sent);
                sent.block();
            }
        }
    }

    private void resetStream(ErrorCode code, Connection connection) throws IOException {
        if (connection instanceof HTTP2Connection http2) {
            int id = Integer.parseInt(request.getId());
            HTTP2Stream stream = http2.getSession().getStream(id);
            if (stream != null) {
                stream.reset(new ResetFrame(id, code.code), Callback.NOOP);
            }
        } else {
            reset(connection.getEndPoint());
        }
    }

    /** Closing a socket that does not linger sends RST in place of FIN. */
    private static void reset(EndPoint endPoint) throws IOException {
        if (endPoint instanceof SocketChannelEndPoint socket) {
            socket.getChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        endPoint.close();
    }
}
