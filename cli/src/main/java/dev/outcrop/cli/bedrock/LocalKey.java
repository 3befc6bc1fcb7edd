package dev.outcrop.cli.bedrock;

import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.local.authentication.LocalCredentials;

import org.jspecify.annotations.Nullable;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The secret that clients of the emulator must use: for a signature, or as an API key.
 *
 * @param secret null to accept all requests
 */
public record LocalKey(@Nullable String secret) {
    /** An alternative to {@code --key}: other users of a machine can read command lines. */
    public static final String VARIABLE = "OUTCROP_LOCAL_KEY";

    /** The access key id of signatures, and the secret if no key is required. */
    public static final String ID = "local";

    private static final int BYTES = 24;

    /** Characters that need no quoting in a shell, a header and a signature. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._~+/=-]{1,256}");

    /**
     * Returns the key given, or a new one if requests are recorded.
     *
     * @param option the value of {@code --key}
     * @param none whether {@code --no-key} is set
     * @throws UsageException if the options contradict each other, or the key is not valid
     */
    public static LocalKey of(
            @Nullable String option,
            boolean none,
            boolean records,
            Map<String, String> env,
            RandomGenerator random) {
        if (none && option != null) {
            throw new UsageException(
                    "--key and --no-key cannot be combined.", "remove one of them");
        }
        String given = option == null ? env.getOrDefault(VARIABLE, "") : option;
        if (none || (option == null && given.isEmpty() && !records)) {
            return new LocalKey(null);
        }
        if (option == null && given.isEmpty()) {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            return new LocalKey(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        if (!KEY.matcher(given).matches()) {
            throw new UsageException(
                    "Invalid key: use 1 to 256 of letters, digits and ._~+/=- only.",
                    "outcrop local --engine record:recordings  generates a key");
        }
        return new LocalKey(given);
    }

    /** Returns the credentials that clients can use: a signature, or an API key. */
    public List<LocalCredentials> credentials() {
        return secret == null
                ? List.of()
                : List.of(LocalCredentials.keys(ID, secret), LocalCredentials.bearer(secret));
    }

    public boolean isRequired() {
        return secret != null;
    }

    /** Returns the key for clients. */
    public String shown() {
        return secret == null ? ID : secret;
    }

    /** Omits the secret. */
    @Override
    public String toString() {
        return isRequired() ? "a key" : "no key";
    }
}
