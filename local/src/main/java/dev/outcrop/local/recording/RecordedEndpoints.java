package dev.outcrop.local.recording;

import dev.outcrop.local.wire.IncomingRequest;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The endpoints that requests are forwarded to. AWS has several in each region, which the emulator
 * serves on one port: {@code bedrock-runtime}, {@code bedrock} (the control plane), {@code
 * bedrock-mantle}, and {@code bedrock-agent-runtime} for Rerank. The path of a request selects one;
 * paths that two of them have, the host.
 *
 * @param control null for the same as the runtime
 * @param mantle null for the same as the runtime
 */
record RecordedEndpoints(URI runtime, @Nullable URI control, @Nullable URI mantle) {
    private static final Pattern AWS =
            Pattern.compile(
                    "bedrock-runtime(-fips)?\\.([a-z0-9-]+)\\.(amazonaws\\.com(?:\\.cn)?|api\\.aws)");

    /**
     * One endpoint.
     *
     * @param service the service in signatures
     */
    record Target(URI url, String service) {}

    /** Returns the three endpoints of a region, or one server for all if it is not AWS's. */
    static RecordedEndpoints of(URI runtime) {
        String host = runtime.getHost() == null ? "" : runtime.getHost();
        Matcher aws = AWS.matcher(host.toLowerCase(Locale.ROOT));
        if (!aws.matches()) {
            return new RecordedEndpoints(runtime, null, null);
        }
        String fips = aws.group(1) == null ? "" : aws.group(1);
        String domain = aws.group(3).endsWith(".cn") ? "api.amazonwebservices.com.cn" : "api.aws";
        return new RecordedEndpoints(
                runtime,
                URI.create("https://bedrock" + fips + "." + aws.group(2) + "." + aws.group(3)),
                URI.create("https://bedrock-mantle." + aws.group(2) + "." + domain));
    }

    RecordedEndpoints withControl(URI control) {
        return new RecordedEndpoints(runtime, control, mantle);
    }

    RecordedEndpoints withMantle(URI mantle) {
        return new RecordedEndpoints(runtime, control, mantle);
    }

    Target of(IncomingRequest request) {
        String path = request.path();
        if (path.startsWith("/v1/") || (isShared(path) && isSentToMantle(request))) {
            boolean alone = mantle == null && !isMantle(runtime);
            return new Target(
                    mantle == null ? runtime : mantle, alone ? "bedrock" : "bedrock-mantle");
        }
        if (path.equals("/rerank")) {
            return new Target(ofAgents(runtime), "bedrock");
        }
        boolean isOfRuntime =
                isShared(path)
                        || path.startsWith("/model/")
                        || path.startsWith("/guardrail/")
                        || path.startsWith("/async-invoke");
        URI url = isOfRuntime || control == null ? runtime : control;
        return new Target(url, isMantle(url) ? "bedrock-mantle" : "bedrock");
    }

    /** AWS's endpoint of the same region; any other server serves all paths. */
    private static URI ofAgents(URI runtime) {
        String host = runtime.getHost() == null ? "" : runtime.getHost().toLowerCase(Locale.ROOT);
        return AWS.matcher(host).matches()
                ? URI.create("https://" + host.replaceFirst("runtime", "agent-runtime"))
                : runtime;
    }

    private static boolean isMantle(URI url) {
        return url.getHost() != null && url.getHost().startsWith("bedrock-mantle.");
    }

    private static boolean isShared(String path) {
        return path.startsWith("/anthropic/") || path.startsWith("/openai/");
    }

    private static boolean isSentToMantle(IncomingRequest request) {
        String host = request.header("host");
        return host != null && host.toLowerCase(Locale.ROOT).startsWith("bedrock-mantle.");
    }
}
