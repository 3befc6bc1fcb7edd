package dev.outcrop.internal.aws.credentials.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.aws.Credentials;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.internal.aws.credentials.source.NoCredentialsError;
import dev.outcrop.internal.aws.credentials.source.ServiceErrorText;
import dev.outcrop.internal.aws.credentials.source.TemporaryKeysJson;
import dev.outcrop.json.Json;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Keys printed by a program.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html">
 *     Process credentials</a>
 */
public final class ProcessCredentials {
    /** The rest is not shown, and costs no time to sanitize. */
    private static final int MOST_OF_ERRORS = 4 << 10;

    private ProcessCredentials() {}

    /** Runs a command with the shell's syntax. */
    public static Credentials shell(String command, String source) {
        boolean windows = File.separatorChar == '\\';
        return run(
                windows ? List.of("cmd.exe", "/C", command) : List.of("sh", "-c", command),
                source,
                "Run the credential_process of the profile by hand to see its error.",
                ExternalProgram.Limits.STANDARD);
    }

    public static Credentials run(
            List<String> command, String source, String remedy, ExternalProgram.Limits limits) {
        ExternalProgram.Output output;
        try {
            output =
                    ExternalProgram.run(
                            command, limits, out -> !ServiceErrorText.object(out).isEmpty());
        } catch (ExternalProgram.TooSlow e) {
            throw tooSlow(source, e, remedy);
        } catch (IOException e) {
            throw NoCredentialsError.because(source, e, remedy);
        }
        if (output.status() != 0) {
            String said = said(output);
            throw NoCredentialsError.because(
                    source,
                    "its program exited with status "
                            + output.status()
                            + (said.isEmpty() ? "" : ": " + said),
                    remedy);
        }
        Json.Obj json = ServiceErrorText.object(output.out());
        if (json.integer("Version", -1) != 1) {
            throw NoCredentialsError.because(
                    source, "its program printed no JSON with \"Version\": 1", remedy);
        }
        try {
            return TemporaryKeysJson.read(json, "SessionToken", source);
        } catch (IllegalArgumentException e) {
            throw NoCredentialsError.because(source, String.valueOf(e.getMessage()), remedy);
        }
    }

    private static BedrockException tooSlow(String source, IOException e, String remedy) {
        BedrockException failure = NoCredentialsError.because(source, e, remedy);
        return new TimedOutException(
                TimedOutException.Phase.CREDENTIALS,
                failure.what(),
                ErrorDetails.NONE.withRemedy(remedy),
                e);
    }

    /** The program's output about its failure, without keys. */
    private static String said(ExternalProgram.Output output) {
        Json.Obj keys = ServiceErrorText.object(output.out());
        List<String> known =
                Stream.of("AccessKeyId", "SecretAccessKey", "SessionToken")
                        .map(keys::string)
                        .filter(Objects::nonNull)
                        .toList();
        int length = Math.min(output.err().length, MOST_OF_ERRORS);
        return ControlCharacters.line(
                SecretText.without(known, new String(output.err(), 0, length, UTF_8)), 300);
    }
}
