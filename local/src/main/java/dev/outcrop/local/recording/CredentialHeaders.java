package dev.outcrop.local.recording;

import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.IncomingRequest;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The credentials of a request. Bedrock repeats some of them when it rejects a signature: the
 * canonical request contains the session token.
 */
final class CredentialHeaders {
    private static final String IN_ITS_PLACE = "[taken out]";
    private static final int SHORTEST = 8;
    private static final List<String> HEADERS =
            List.of("authorization", "x-amz-security-token", "x-api-key");

    private final Set<String> values = new LinkedHashSet<>();

    /**
     * Collects those of a request.
     *
     * @param proof headers that were sent to the service in place of the caller's
     */
    CredentialHeaders(IncomingRequest request, Map<String, String> proof) {
        for (String header : HEADERS) {
            request.headers().getOrDefault(header, List.of()).forEach(this::add);
            add(proof.getOrDefault(header, ""));
        }
    }

    /** Each part separately: {@code Bearer abc}, {@code Credential=…, Signature=…}. */
    private void add(String value) {
        for (String part : value.split("[ ,]+", -1)) {
            String bare = part.replaceFirst("^(Credential|Signature)=", "");
            if (bare.length() >= SHORTEST && !bare.startsWith("SignedHeaders=")) {
                values.add(bare);
                // The key's id alone, too.
                int slash = bare.indexOf('/');
                if (part.startsWith("Credential=") && slash >= SHORTEST) {
                    values.add(bare.substring(0, slash));
                }
            }
        }
    }

    /** Removes them from a text; bytes that are not text stay unchanged. */
    Bytes takenOut(Bytes body) {
        String text = new String(body.toArray(), StandardCharsets.UTF_8);
        String rest = text;
        for (String value : values) {
            rest = rest.replace(value, IN_ITS_PLACE);
        }
        return rest.equals(text) ? body : Bytes.of(rest);
    }
}
