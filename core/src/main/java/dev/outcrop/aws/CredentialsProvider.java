package dev.outcrop.aws;

/**
 * Returns the credentials to use for a request. {@code AwsCredentials} has the standard providers.
 *
 * <p>Lookup order; the first match wins:
 *
 * <ol>
 *   <li>credentials or a provider given in code;
 *   <li>a profile named in code;
 *   <li>{@code AWS_BEARER_TOKEN_BEDROCK};
 *   <li>{@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY}, {@code AWS_SESSION_TOKEN};
 *   <li>{@code AWS_ROLE_ARN} with {@code AWS_WEB_IDENTITY_TOKEN_FILE};
 *   <li>the profile that {@code AWS_PROFILE} names, or else {@code default};
 *   <li>the container's role, then the instance's.
 * </ol>
 *
 * <p>The order of the last three is that of the <a
 * href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html">AWS
 * SDK for Java</a>.
 *
 * <p>Implementations are called by many threads at once, before every request, and should cache
 * what they found. They may block, and should then react to interruption. The thread is not always
 * the caller's: a call resolves credentials on a virtual thread, which is interrupted if the call
 * is cancelled.
 */
@FunctionalInterface
public interface CredentialsProvider {
    /**
     * Returns the credentials to use now. May block.
     *
     * @throws dev.outcrop.error.CredentialsException if there are none, or they cannot be used; the
     *     message says where they were looked for and what to do
     * @throws dev.outcrop.error.TimedOutException if finding them took too long
     * @throws dev.outcrop.error.CancelledException if the thread was interrupted
     * @throws RuntimeException for any other reason; the call then throws a {@code
     *     CredentialsException} with it as the cause, or a {@code CancelledException} if it was
     *     cancelled or its thread interrupted
     */
    Credentials resolve();

    /**
     * Reports that the service rejected these credentials as expired; the next {@link #resolve}
     * should then look them up again. Must not block. The rejected credentials are passed because
     * other callers may have renewed them already.
     */
    default void refused(Credentials expired) {}

    /**
     * Asks a person for an MFA code when a profile with {@code mfa_serial} assumes a role. It is
     * called on a thread of the library, once for each renewal; callers that wait for credentials
     * wait a minute at most.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html">MFA
     *     in IAM</a>
     */
    @FunctionalInterface
    interface MfaPrompt {
        /**
         * Returns the six digits. May block.
         *
         * @param serial the device, as in {@code mfa_serial}
         * @param profile the profile that needs it
         * @throws RuntimeException if there is no code; the calls that wait for it then fail
         */
        String code(String serial, String profile);
    }
}
