package dev.outcrop.local.internal.service;

import dev.outcrop.local.wire.IncomingRequest;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The endpoint of AWS that a request is meant for. The emulator is one server for all of them, and
 * two have the paths below {@code /anthropic/v1} and {@code /openai/v1}: the host tells them apart
 * ({@code bedrock-mantle.localhost}), else the service that the request is signed for.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/inference-messages-api.html">Messages
 *     API</a>
 */
enum CalledEndpoint {
    RUNTIME,
    MANTLE,
    /** The request does not say it: it has an API key, or nothing. */
    UNKNOWN;

    private static final Pattern SCOPE =
            Pattern.compile(".*Credential=[^,\\s]{1,200}/(bedrock(?:-mantle)?)/aws4_request.*");

    static CalledEndpoint of(Call call) {
        if (!call.route().operation().isOfMantle()) {
            return RUNTIME;
        }
        String path = call.request().path();
        boolean isShared = path.startsWith("/anthropic/") || path.startsWith("/openai/");
        return isShared ? told(call.request()) : MANTLE;
    }

    private static CalledEndpoint told(IncomingRequest request) {
        String host = request.header("host");
        String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
        if (name.startsWith("bedrock-mantle.")) {
            return MANTLE;
        }
        if (name.startsWith("bedrock-runtime.")) {
            return RUNTIME;
        }
        String authorization = request.header("authorization");
        Matcher scope = SCOPE.matcher(authorization == null ? "" : authorization);
        if (!scope.matches()) {
            return UNKNOWN;
        }
        return scope.group(1).equals("bedrock") ? RUNTIME : MANTLE;
    }
}
