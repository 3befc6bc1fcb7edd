package dev.outcrop.it.faults;

import java.util.Map;
import java.util.TreeMap;

/** The rows of the matrix that are not checked here, with the reason. */
final class Elsewhere {
    static final Map<Integer, String> ROWS = new TreeMap<>();

    private static final String HTTP2 = "of HTTP/2, which the client does not speak";
    private static final String BATCH = "waits for batch inference";

    static {
        for (int row : new int[] {13, 14, 15, 16}) {
            ROWS.put(row, HTTP2);
        }
        ROWS.put(81, "in core: BrokenProfileTest");
        ROWS.put(103, "BigAnswerTest");
        ROWS.put(104, "there is no pool: as many connections as calls; see ManyStreamsTest");
        ROWS.put(106, "ManyStreamsTest");
        for (int row : new int[] {109, 110, 111, 115, 118}) {
            ROWS.put(row, "of the command and the web page");
        }
        ROWS.put(112, "waits for content that is fetched");
        ROWS.put(113, "waits for attachments");
        for (int row : new int[] {120, 121, 122}) {
            ROWS.put(row, BATCH);
        }
    }

    private Elsewhere() {}
}
