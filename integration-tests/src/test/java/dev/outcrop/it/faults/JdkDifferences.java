package dev.outcrop.it.faults;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The rows of the matrix that do not hold for the JDK's HTTP client, each with the reason. */
final class JdkDifferences {
    /** The reason, by the beginning of a row. */
    static final Map<Pattern, String> ROWS = new LinkedHashMap<>();

    static {
        String proxies = "the JDK's client connects to a proxy without TLS only";
        differ("21: a proxy over TLS ", proxies);
        differ("\\d+: SECURE_TUNNEL, ", proxies);
        differ(
                "21: a proxy that requires credentials ",
                "the JDK's client sends no Basic credentials with CONNECT, unless a system property"
                        + " permits it");
        String tunnel =
                "the JDK's client does not tell a refusal of CONNECT from other failures by type";
        differ("21: 407 ", tunnel);
        differ("21: CONNECT refused ", tunnel);
        differ("21: 502 of a proxy ", tunnel);
        differ(
                "21: a proxy that is silent ",
                "the JDK's client waits for an answer to CONNECT without a limit");
        differ(
                "140: slow lookup(,| of a proxy )",
                "the JDK's client looks names up without a limit");
        differ(
                "126: \\w+, '.*' with a response ",
                "the row counts connections: the JDK's client drops what came too much, and uses the"
                        + " connection again");
        differ(
                "127: ",
                "the JDK's client does not send a POST again when a reused connection was closed");
        differ(
                "129: (?!.*read to its end)",
                "the JDK's client loses a response that came before the request was sent, if the"
                        + " connection is then closed");
        differ(
                "14[67]: RST in the handshake, ACCEPTED",
                "the JDK's client connects a second time itself, which the row would count");
        String lost =
                "the JDK's client may lose what came directly before the connection ended; the"
                        + " library, which has seen no delta, then sends the request again";
        differ("9: RST after n deltas ", lost);
        differ("10: FIN without last chunk ", lost);
        differ("124: the same with restarts ", lost);
        differ(
                "10: FIN in a whole answer ",
                "the JDK's client may fail before it hands over the head, if the connection ends"
                        + " directly after it: the library cannot tell that a head came");
        String slow = "takes seconds, and what it is about is not HTTP: left to the other run";
        differ("95: killed while it saves ", slow);
        differ("119: killed at record ", slow);
        differ("123: 200 workers, ", slow);
    }

    private JdkDifferences() {}

    private static void differ(String row, String why) {
        ROWS.put(Pattern.compile("row " + row), why);
    }

    /** Why the row is not run over the JDK's client; null if it is. */
    static @Nullable String reason(Row row) {
        for (var difference : ROWS.entrySet()) {
            if (difference.getKey().matcher(row.toString()).lookingAt()) {
                return difference.getValue();
            }
        }
        return null;
    }
}
