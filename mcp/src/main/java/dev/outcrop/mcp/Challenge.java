package dev.outcrop.mcp;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code WWW-Authenticate} header of the scheme {@code Bearer}.
 *
 * @param resourceMetadata where the server describes itself; null if it does not say
 * @param scope the scopes that are needed; null if it does not say
 */
record Challenge(@Nullable String resourceMetadata, @Nullable String scope) {
    private static final Pattern PARAMETER =
            Pattern.compile("([A-Za-z_]+)\\s*=\\s*(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^\\s,\"]+))");
    private static final int LONGEST = 8_000;

    static Challenge of(String header) {
        Map<String, String> parameters = new TreeMap<>();
        Matcher matcher =
                PARAMETER.matcher(header.substring(0, Math.min(header.length(), LONGEST)));
        while (matcher.find()) {
            String quoted = matcher.group(2);
            parameters.putIfAbsent(
                    matcher.group(1).toLowerCase(Locale.ROOT),
                    quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
        }
        return new Challenge(parameters.get("resource_metadata"), parameters.get("scope"));
    }
}
