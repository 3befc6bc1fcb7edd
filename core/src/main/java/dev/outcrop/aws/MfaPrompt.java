package dev.outcrop.aws;

/**
 * Asks a person for an MFA code when a profile with {@code mfa_serial} assumes a role. It is called
 * on a thread of the library, once for each renewal; callers that wait for credentials wait a
 * minute at most.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html">MFA in
 *     IAM</a>
 */
@FunctionalInterface
public interface MfaPrompt {
    /**
     * Returns the six digits. May block.
     *
     * @param serial the device, as in {@code mfa_serial}
     * @param profile the profile that needs it
     * @throws RuntimeException if there is no code; the calls that wait for it then fail
     */
    String code(String serial, String profile);
}
