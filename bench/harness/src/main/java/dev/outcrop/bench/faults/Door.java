package dev.outcrop.bench.faults;

/** Which way is asked. */
enum Door {
    CALL("call"),
    STREAM("stream"),
    CANCEL("stream"),
    TALK_CALLS("call"),
    TALK_STREAMS("stream");

    private final String shown;

    Door(String shown) {
        this.shown = shown;
    }

    @Override
    public String toString() {
        return shown;
    }
}
