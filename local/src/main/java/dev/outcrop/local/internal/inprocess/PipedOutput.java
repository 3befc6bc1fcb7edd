package dev.outcrop.local.internal.inprocess;

import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.ResponseOutput;
import dev.outcrop.local.wire.StreamCut;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.Map;

/** A response that is written to a pipe. For one thread. */
final class PipedOutput implements ResponseOutput {
    private final ResponsePipe pipe;
    private int status = 200;
    private Map<String, String> headers = Map.of();
    private boolean begun;

    PipedOutput(ResponsePipe pipe) {
        this.pipe = pipe;
    }

    boolean hasBegun() {
        return begun;
    }

    @Override
    public void head(int status, Map<String, String> headers) {
        this.status = status;
        this.headers = headers;
    }

    @Override
    public void write(Bytes bytes) throws IOException {
        begin(-1);
        pipe.write(bytes.toArray());
    }

    @Override
    public void end(Bytes bytes) throws IOException {
        begin(bytes.size());
        pipe.write(bytes.toArray());
        pipe.end(null);
    }

    private void begin(int length) throws IOException {
        if (!begun) {
            begun = true;
            pipe.begin(new ResponsePipe.Head(status, headers, length));
        }
    }

    /** There is no connection that could stay open, so all kinds of HTTP/2 reset it. */
    @Override
    public void cut(StreamCut cut) {
        switch (cut) {
            case CLOSE, GO_AWAY -> abandon(new EOFException("the message was truncated"));
            case RESET, RESET_STREAM, REFUSE_STREAM ->
                    abandon(new SocketException("Connection reset"));
        }
    }

    /** Ends a response that is not complete. Does nothing after the end. */
    void abandon(IOException reason) {
        pipe.end(reason);
    }
}
