package dev.outcrop.internal.aws.credentials.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonWriter;

import java.math.BigInteger;
import java.net.URI;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Instant;
import java.util.Base64;

/**
 * The key that a session of {@code aws login} is bound to, on the curve P-256. It signs a proof for
 * each request: <a href="https://www.rfc-editor.org/rfc/rfc9449">DPoP, RFC 9449</a>.
 */
final class DpopKey {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int BITS = 0x03;
    private static final int CURVE = 0xA0;
    private static final int POINT = 0xA1;

    /** A byte with the number of unused bits, one for the form, and the two coordinates. */
    private static final int POINT_BYTES = 2 + 32 + 32;

    private final PrivateKey key;
    private final byte[] x = new byte[32];
    private final byte[] y = new byte[32];

    private DpopKey(BigInteger secret, ByteBuffer point) throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECParameterSpec parameters = curve.getParameterSpec(ECParameterSpec.class);
        key =
                KeyFactory.getInstance("EC")
                        .generatePrivate(new ECPrivateKeySpec(secret, parameters));
        point.get(x).get(y);
    }

    /**
     * Reads a key in PEM, of RFC 5915 ({@code EC PRIVATE KEY}) or PKCS #8 ({@code PRIVATE KEY}).
     *
     * @throws IllegalArgumentException if it is not such a key; the message shows nothing of it
     */
    static DpopKey of(String pem) {
        try {
            String base64 = pem.replaceAll("-----[A-Z ]*-----", "").replaceAll("\\s", "");
            ByteBuffer key = element(ByteBuffer.wrap(Base64.getDecoder().decode(base64)), SEQUENCE);
            element(key, INTEGER);
            if (next(key) == SEQUENCE) { // PKCS #8 has the other form inside
                element(key, SEQUENCE);
                key = element(element(key, OCTETS), SEQUENCE);
                element(key, INTEGER);
            }
            ByteBuffer octets = element(key, OCTETS);
            byte[] secret = new byte[octets.remaining()];
            octets.get(secret);
            if (next(key) == CURVE) {
                element(key, CURVE);
            }
            ByteBuffer point = element(element(key, POINT), BITS);
            if (point.remaining() == POINT_BYTES && point.getShort() == OCTETS) {
                return new DpopKey(new BigInteger(1, secret), point);
            }
        } catch (IllegalArgumentException | BufferUnderflowException | GeneralSecurityException e) {
            // The exception may quote the key.
        }
        throw new IllegalArgumentException("its dpopKey is not a P-256 key");
    }

    private static int next(ByteBuffer in) {
        return in.hasRemaining() ? in.get(in.position()) & 0xFF : -1;
    }

    /** The content of the next element, which must have that tag. */
    private static ByteBuffer element(ByteBuffer in, int tag) {
        if (!in.hasRemaining() || (in.get() & 0xFF) != tag) {
            throw new BufferUnderflowException();
        }
        int length = in.get() & 0xFF;
        if (length > 0x80) {
            length = length == 0x81 ? in.get() & 0xFF : in.getShort() & 0xFFFF;
        }
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer inner = in.slice(in.position(), length);
        in.position(in.position() + length);
        return inner;
    }

    /**
     * Returns the proof for a POST request.
     *
     * @param id a unique id of this proof
     */
    String proof(URI uri, Instant now, String id) {
        Json.Obj jwk =
                Json.EMPTY
                        .with("kty", new Json.Str("EC"))
                        .with("x", new Json.Str(base64(x)))
                        .with("y", new Json.Str(base64(y)))
                        .with("crv", new Json.Str("P-256"));
        Json.Obj header =
                Json.EMPTY
                        .with("typ", new Json.Str("dpop+jwt"))
                        .with("alg", new Json.Str("ES256"))
                        .with("jwk", jwk);
        byte[] payload =
                JsonWriter.bytes(
                        json ->
                                json.object()
                                        .member("htm", "POST")
                                        .member("htu", uri.toString())
                                        .member("iat", now.getEpochSecond())
                                        .member("jti", id)
                                        .endObject());
        String signed =
                base64(JsonWriter.bytes(json -> json.value(header))) + "." + base64(payload);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("its dpopKey cannot sign", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Does not show the key: it is secret. */
    @Override
    public String toString() {
        return "DpopKey";
    }
}
