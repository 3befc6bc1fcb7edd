package dev.outcrop.local.internal.authentication;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The last two steps of a signature. */
final class StringToSign {
    private StringToSign() {}

    static String of(String time, String scope, String canonicalRequest) {
        return AuthorizationHeader.ALGORITHM
                + "\n"
                + time
                + "\n"
                + scope
                + "\n"
                + Sha256.hex(utf8(canonicalRequest));
    }

    /** Returns the signature in hexadecimal digits. */
    static String signature(
            String secret, String date, String region, String service, String stringToSign) {
        byte[] key = utf8("AWS4" + secret);
        for (String part : new String[] {date, region, service, "aws4_request"}) {
            key = Sha256.hmac(key, utf8(part));
        }
        return HexFormat.of().formatHex(Sha256.hmac(key, utf8(stringToSign)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
