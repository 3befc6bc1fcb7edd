package dev.outcrop.it.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** Made-up secrets, the text of a server that repeats them, and the search for what is left. */
final class Canaries {
    static final String KEY_ID = "AKIAMADEUPMADEUP7890";
    static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYmAdEuPkEy9";
    static final String SESSION = "IQoJb3JpZ2luX2VjEHoaCXVzLWVhc3QtMSJ/GMEUCIQD+z0Qe9vTkx8==";
    static final String BEARER = "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29tLz9B+Y3Rpb249==";
    static final String API_KEY = "sk-proj-9vTkx8Lw0Qe/Zr5mN2+cJ4hB7";
    static final String PASSWORD = "pR0xy:Pa55/wOrd+Qz";
    static final String USER = "made-up-user";

    /** What is left of a secret is too long from so many characters on. */
    private static final int TOO_MUCH = 12;

    private Canaries() {}

    /** What a server says that repeats the request's head, and what it makes of it. */
    static String echo(String head, String... secrets) {
        var text = new StringBuilder();
        for (String line : head.split("\r\n", -1)) {
            String name = line.split(":", 2)[0].toLowerCase(Locale.ROOT);
            if (name.contains("auth") || name.contains("key") || name.contains("token")) {
                text.append(line).append(' ');
            }
        }
        for (String secret : secrets) {
            text.append(secret).append(' ').append(URLEncoder.encode(secret, UTF_8)).append(' ');
            text.append(base64(secret)).append(' ');
        }
        return text + base64(USER + ":" + PASSWORD);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    /** As a string of JSON, with escapes that are not needed. */
    static String json(String text) {
        return '"' + text.replace("/", "\\/").replace("+", "\\u002B").replace("=", "\\u003d") + '"';
    }

    /** Everything that a trace and the details show of it. */
    static String shown(Throwable failure) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    /** Fails if the text shows that many characters of a secret, in any case and in any form. */
    static void requireNoneIn(String text, String... used) {
        var sought = new HashSet<String>();
        for (String secret : used) {
            for (String form : List.of(secret, base64(secret), URLEncoder.encode(secret, UTF_8))) {
                String folded = form.toLowerCase(Locale.ROOT);
                for (int i = 0; i + TOO_MUCH <= folded.length(); i++) {
                    sought.add(folded.substring(i, i + TOO_MUCH));
                }
            }
        }
        String folded = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i + TOO_MUCH <= folded.length(); i++) {
            String part = folded.substring(i, i + TOO_MUCH);
            if (sought.contains(part)) {
                throw new AssertionError("shows \"" + part + "\" of a secret: " + text);
            }
        }
    }
}
