package dev.outcrop.bench.faults;

/** How a client is called. */
enum CallMode {
    CALL("call"),
    STREAM("stream"),
    CANCEL("stream"),
    TALK_CALLS("call"),
    TALK_STREAMS("stream");

    private final String shown;

    CallMode(String shown) {
        this.shown = shown;
    }

    @Override
    public String toString() {
        return shown;
    }
}
