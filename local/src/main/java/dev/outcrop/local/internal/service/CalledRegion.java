package dev.outcrop.local.internal.service;

import dev.outcrop.local.wire.IncomingRequest;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The region that a request is signed for. */
final class CalledRegion {
    private static final Pattern SCOPE =
            Pattern.compile(
                    ".*Credential=[^,\\s/]{1,200}/[0-9]{8}/([a-z0-9-]{1,30})/[a-z-]{1,40}/aws4_request.*");

    private CalledRegion() {}

    /** Returns the region; null if the request has an API key or nothing. */
    static @Nullable String of(IncomingRequest request) {
        String authorization = request.header("authorization");
        Matcher scope = SCOPE.matcher(authorization == null ? "" : authorization);
        return scope.matches() ? scope.group(1) : null;
    }
}
