package dev.outcrop.internal.aws.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature Version 4 written down straight from its <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">description</a>,
 * without a line of AWS's code: what the tests measure the signer by.
 *
 * @param path as sent
 * @param headers all that are signed, {@code Host} and {@code X-Amz-Date} among them
 */
record ReferenceSigner(
        String method,
        String path,
        String query,
        Map<String, String> headers,
        String bodySha256,
        boolean normalize) {
    String canonicalRequest() throws GeneralSecurityException {
        var lines = new StringBuilder();
        sortedHeaders().forEach((name, value) -> lines.append(name + ":" + value + "\n"));
        return String.join(
                "\n",
                method,
                encode(normalize ? normalized() : path, "/"),
                canonicalQuery(),
                lines.toString(),
                signedHeaders(),
                bodySha256);
    }

    String authorization(String id, String secret, String region, String service)
            throws GeneralSecurityException {
        String date = String.valueOf(sortedHeaders().get("x-amz-date"));
        String scope = date.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
        String toSign =
                String.join(
                        "\n",
                        "AWS4-HMAC-SHA256",
                        date,
                        scope,
                        sha256(canonicalRequest().getBytes(UTF_8)));
        byte[] key = ("AWS4" + secret).getBytes(UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return "AWS4-HMAC-SHA256 Credential="
                + id
                + "/"
                + scope
                + ", SignedHeaders="
                + signedHeaders()
                + ", Signature="
                + HexFormat.of().formatHex(hmac(key, toSign));
    }

    private TreeMap<String, String> sortedHeaders() {
        var sorted = new TreeMap<String, String>();
        headers.forEach(
                (name, value) ->
                        sorted.put(
                                name.toLowerCase(Locale.ROOT),
                                value.strip().replaceAll("\\s+", " ")));
        return sorted;
    }

    private String signedHeaders() {
        return String.join(";", sortedHeaders().keySet());
    }

    private String canonicalQuery() {
        // Sorted by name, then by value: not by both as one text, in which "=" would count.
        var sorted = new TreeMap<String, TreeSet<String>>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            sorted.computeIfAbsent(encode(URLDecoder.decode(name, UTF_8), ""), n -> new TreeSet<>())
                    .add(encode(URLDecoder.decode(value, UTF_8), ""));
        }
        List<String> pairs = new ArrayList<>();
        sorted.forEach((name, values) -> values.forEach(value -> pairs.add(name + "=" + value)));
        return String.join("&", pairs);
    }

    private String normalized() {
        var kept = new ArrayDeque<String>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        String joined = "/" + String.join("/", kept);
        return path.endsWith("/") && joined.length() > 1 ? joined + "/" : joined;
    }

    private static String encode(String text, String alsoKept) {
        var encoded = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            char c = (char) (b & 0xff);
            boolean kept =
                    c < 0x80
                            && (Character.isLetterOrDigit(c)
                                    || "-_.~".indexOf(c) >= 0
                                    || alsoKept.indexOf(c) >= 0);
            encoded.append(kept ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }

    static String sha256(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }
}
