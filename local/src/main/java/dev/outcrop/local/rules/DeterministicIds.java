package dev.outcrop.local.rules;

import dev.outcrop.json.Json;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Ids that are random on AWS, derived from the request. */
final class DeterministicIds {
    private static final int ID_LENGTH = 22;

    private DeterministicIds() {}

    /** As Bedrock's: {@code tooluse_} and 22 letters, digits, hyphens and underscores. */
    static String toolUseId(Json.Obj body, int index) {
        byte[] digest = sha256(index + "\n" + body);
        return "tooluse_"
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(digest)
                        .substring(0, ID_LENGTH);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
