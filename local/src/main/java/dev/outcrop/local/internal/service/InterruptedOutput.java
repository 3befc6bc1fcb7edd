package dev.outcrop.local.internal.service;

import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.ResponseOutput;
import dev.outcrop.local.wire.StreamCut;

import java.io.IOException;
import java.util.Map;

/** Passes a number of writes on, then runs other steps; later writes are dropped. */
final class InterruptedOutput implements ResponseOutput {
    interface Instead {
        void run() throws IOException;
    }

    private final ResponseOutput out;
    private final Instead instead;
    private int left;

    InterruptedOutput(ResponseOutput out, int writes, Instead instead) {
        this.out = out;
        this.left = writes;
        this.instead = instead;
    }

    @Override
    public void head(int status, Map<String, String> headers) throws IOException {
        out.head(status, headers);
    }

    @Override
    public void write(Bytes bytes) throws IOException {
        if (passes()) {
            out.write(bytes);
        }
    }

    @Override
    public void end(Bytes bytes) throws IOException {
        if (passes()) {
            out.end(bytes);
        }
    }

    @Override
    public void cut(StreamCut cut) throws IOException {
        if (passes()) {
            out.cut(cut);
        }
    }

    private boolean passes() throws IOException {
        if (left == 0) {
            instead.run();
        }
        return left-- > 0;
    }
}
