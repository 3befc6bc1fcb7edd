package dev.outcrop.bench.faults;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request that the server got.
 *
 * @param caller who it is from, from 1
 * @param number counts the requests of that caller, from 1
 * @param streaming whether the answer is to be streamed
 */
record Asked(int caller, int number, boolean streaming, String body) {
    private static final Pattern CALLER = Pattern.compile("caller-(\\d+)");

    static int caller(String body) {
        Matcher caller = CALLER.matcher(body);
        return caller.find() ? Integer.parseInt(caller.group(1)) : 0;
    }
}
