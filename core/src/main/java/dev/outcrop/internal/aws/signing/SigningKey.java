package dev.outcrop.internal.aws.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.HexFormat;

/** The signing key of one secret for one service, one region and one day. */
final class SigningKey {
    private final String secret;
    private final String scope;
    private final HmacSha256 hmac;

    private SigningKey(String secret, String scope, HmacSha256 hmac) {
        this.secret = secret;
        this.scope = scope;
        this.hmac = hmac;
    }

    /**
     * @param digest a reset SHA-256; it is reset again afterwards, here as in {@link #sign}
     * @param scope day, region, service and {@code aws4_request}, separated by slashes
     */
    static SigningKey derive(MessageDigest digest, String secret, String scope) {
        byte[] key = ("AWS4" + secret).getBytes(UTF_8);
        int from = 0;
        while (from <= scope.length()) {
            int slash = scope.indexOf('/', from);
            int to = slash < 0 ? scope.length() : slash;
            byte[] part = scope.substring(from, to).getBytes(UTF_8);
            key = new HmacSha256(digest, key).of(digest, part);
            from = to + 1;
        }
        return new SigningKey(secret, scope, new HmacSha256(digest, key));
    }

    boolean isFor(String secret, String scope) {
        return this.scope.equals(scope) && this.secret.equals(secret);
    }

    /** Returns the signature in hexadecimal digits. */
    String sign(MessageDigest digest, String text) {
        return HexFormat.of().formatHex(hmac.of(digest, text.getBytes(UTF_8)));
    }

    /** Shows nothing: all of it is secret. */
    @Override
    public String toString() {
        return "SigningKey[…]";
    }
}
