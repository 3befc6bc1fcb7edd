package dev.outcrop.aws;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.Facts;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.utils.SdkAutoCloseable;

import java.util.function.Supplier;

/** Asks a provider of AWS's once, and lets it go. */
final class AwsIdentity {
    private static final int MOST_CHARACTERS = 400;

    private AwsIdentity() {}

    /**
     * What the provider resolves to. It is made, asked and closed on each call: what it would keep
     * and renew is kept and renewed by {@link RefreshingCredentials}.
     */
    static Credentials ask(
            Supplier<? extends AwsCredentialsProvider> maker, String source, String remedy) {
        try {
            AwsCredentialsProvider provider = maker.get();
            try {
                return convert(provider.resolveCredentials(), source);
            } finally {
                if (provider instanceof SdkAutoCloseable closeable) {
                    closeable.close();
                }
            }
        } catch (BedrockException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw new CredentialsException(
                    "Credentials from the " + source + " cannot be had: " + excerpt(e),
                    Facts.NONE.withRemedy(remedy),
                    e);
        }
    }

    private static Credentials convert(AwsCredentials found, String source) {
        String session =
                found instanceof AwsSessionCredentialsIdentity temporary
                        ? temporary.sessionToken()
                        : null;
        return new Credentials.AccessKeys(
                found.accessKeyId(),
                found.secretAccessKey(),
                session,
                found.expirationTime().orElse(null),
                source);
    }

    private static String excerpt(Throwable e) {
        @Nullable String message = e.getMessage();
        String text = message == null ? e.getClass().getSimpleName() : message;
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "…";
    }
}
