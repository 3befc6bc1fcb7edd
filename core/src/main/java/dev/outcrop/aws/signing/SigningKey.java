package dev.outcrop.aws.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key that signs what one secret may send to one service, in one region, on one day. */
final class SigningKey {
    private static final String ALGORITHM = "HmacSHA256";

    private final String secret;
    private final String scope;
    private final Mac prototype;

    private SigningKey(String secret, String scope, Mac prototype) {
        this.secret = secret;
        this.scope = scope;
        this.prototype = prototype;
    }

    /**
     * @param scope day, region, service and {@code aws4_request}, with slashes between them
     */
    static SigningKey derive(String secret, String scope) {
        try {
            byte[] key = ("AWS4" + secret).getBytes(UTF_8);
            int from = 0;
            while (from <= scope.length()) {
                int slash = scope.indexOf('/', from);
                int to = slash < 0 ? scope.length() : slash;
                key = mac(key).doFinal(scope.substring(from, to).getBytes(UTF_8));
                from = to + 1;
            }
            return new SigningKey(secret, scope, mac(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    boolean isFor(String secret, String scope) {
        return this.scope.equals(scope) && this.secret.equals(secret);
    }

    /** The signature in hexadecimal digits. */
    String sign(String text) {
        try {
            var mac = (Mac) prototype.clone();
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own can be cloned", e);
        }
    }

    private static Mac mac(byte[] key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(key, ALGORITHM));
        return mac;
    }

    /** Says nothing: all of it is secret. */
    @Override
    public String toString() {
        return "SigningKey[…]";
    }
}
