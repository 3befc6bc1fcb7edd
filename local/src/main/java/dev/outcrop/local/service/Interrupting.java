package dev.outcrop.local.service;

import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.Cut;
import dev.outcrop.local.wire.Outgoing;

import java.io.IOException;
import java.util.Map;

/** Lets so many writes pass, then does something else; what comes after is dropped. */
final class Interrupting implements Outgoing {
    interface Instead {
        void run() throws IOException;
    }

    private final Outgoing out;
    private final Instead instead;
    private int left;

    Interrupting(Outgoing out, int writes, Instead instead) {
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
    public void cut(Cut cut) throws IOException {
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
