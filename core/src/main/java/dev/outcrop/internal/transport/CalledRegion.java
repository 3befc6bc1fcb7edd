package dev.outcrop.internal.transport;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the region of Bedrock that a request goes to. */
final class CalledRegion {
    private static final Pattern IN_HOST =
            Pattern.compile("(?:^|\\.)([a-z]{2}(?:-[a-z]+)+-\\d{1,2})\\.");

    /** The scope of Signature Version 4. */
    private static final Pattern IN_SIGNATURE = Pattern.compile("/\\d{8}/([a-z0-9-]+)/bedrock");

    private CalledRegion() {}

    /**
     * Returns the region in the host name, or for a host of another name, such as a proxy, in the
     * signature. Null if neither contains one, as for another server.
     */
    static @Nullable String of(String host, Map<String, String> headers) {
        Matcher inHost = IN_HOST.matcher(host);
        if (inHost.find()) {
            return inHost.group(1);
        }
        for (var header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase("Authorization")) {
                Matcher signed = IN_SIGNATURE.matcher(header.getValue());
                return signed.find() ? signed.group(1) : null;
            }
        }
        return null;
    }
}
