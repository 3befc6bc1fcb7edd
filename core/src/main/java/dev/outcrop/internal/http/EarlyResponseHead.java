package dev.outcrop.internal.http;

/** Finds the end and the status of a response's head in bytes that have arrived. */
final class EarlyResponseHead {
    private EarlyResponseHead() {}

    /**
     * Returns the end of the head that begins at {@code from}, after its empty line; -1 if it is
     * not complete.
     */
    static int end(byte[] bytes, int from, int to) {
        boolean lineIsEmpty = false;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                if (lineIsEmpty) {
                    return i + 1;
                }
                lineIsEmpty = true;
            } else if (bytes[i] != '\r') {
                lineIsEmpty = false;
            }
        }
        return -1;
    }

    /** Returns the status of a complete head; 0 if it is not a head of HTTP. */
    static int status(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] != ' ' && bytes[at] != '\n') {
            at++;
        }
        int status = 0;
        for (int i = 1; i <= 3; i++) {
            int digit = at + i < bytes.length ? bytes[at + i] - '0' : -1;
            if (digit < 0 || digit > 9) {
                return 0;
            }
            status = 10 * status + digit;
        }
        return status;
    }
}
