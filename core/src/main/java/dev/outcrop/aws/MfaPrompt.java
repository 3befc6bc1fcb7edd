package dev.outcrop.aws;

/**
 * Asks a person for the code that their device shows, where a profile with {@code mfa_serial} takes
 * a role. It is asked on a thread of the library, once for each renewal; who waits for credentials
 * waits a minute at most.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html">MFA in
 *     IAM</a>
 */
@FunctionalInterface
public interface MfaPrompt {
    /**
     * The six digits. May block.
     *
     * @param serial the device, as {@code mfa_serial} names it
     * @param profile the profile that needs it
     * @throws RuntimeException if there will be no code; it ends the calls that wait for it
     */
    String code(String serial, String profile);
}
