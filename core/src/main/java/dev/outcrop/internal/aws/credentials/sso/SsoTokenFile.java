package dev.outcrop.internal.aws.credentials.sso;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.aws.Environment;
import dev.outcrop.internal.aws.credentials.source.ServiceErrorText;
import dev.outcrop.internal.aws.credentials.source.TokenFile;
import dev.outcrop.json.JsonWriter;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The token file that the AWS command line and all SDKs share, so that one sign-in is enough. */
public final class SsoTokenFile {
    private final Path path;

    /**
     * @param key the session's name, or the start URL for a profile in the older format
     */
    public SsoTokenFile(Environment environment, String key) {
        path = environment.home().resolve(".aws/sso/cache").resolve(sha1(key) + ".json");
    }

    /**
     * Reads the token.
     *
     * @throws IOException if there is none
     * @throws IllegalArgumentException if it is not such a file
     */
    public SsoToken read() throws IOException {
        return SsoToken.read(ServiceErrorText.object(TokenFile.read(path).getBytes(UTF_8)));
    }

    void write(SsoToken token) throws IOException {
        TokenFile.replace(path, JsonWriter.bytes(json -> json.value(token.json())));
    }

    private static String sha1(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(key.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-1", e);
        }
    }
}
