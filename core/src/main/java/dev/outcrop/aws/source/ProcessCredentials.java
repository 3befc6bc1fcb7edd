package dev.outcrop.aws.source;

import dev.outcrop.aws.Credentials;
import dev.outcrop.json.Json;

import java.io.File;
import java.io.IOException;
import java.util.List;

/**
 * Keys that a program prints.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html">
 *     Process credentials</a>
 */
final class ProcessCredentials {
    private ProcessCredentials() {}

    /** Runs a command as the shell understands it. */
    static Credentials shell(String command, String source) {
        boolean windows = File.separatorChar == '\\';
        return run(
                windows ? List.of("cmd.exe", "/C", command) : List.of("sh", "-c", command),
                source,
                "Run the credential_process of the profile by hand: it says more.");
    }

    static Credentials run(List<String> command, String source, String remedy) {
        Program.Output output;
        try {
            output = Program.run(command);
        } catch (IOException e) {
            throw Unavailable.because(source, e, remedy);
        }
        if (output.status() != 0) {
            String said = Said.line(output.err(), 300);
            throw Unavailable.because(
                    source,
                    "its program ended with status "
                            + output.status()
                            + (said.isEmpty() ? "" : ": " + said),
                    remedy);
        }
        Json.Obj json = Said.object(output.out());
        if (json.integer("Version", -1) != 1) {
            throw Unavailable.because(
                    source, "its program printed no JSON with \"Version\": 1", remedy);
        }
        try {
            return KeysJson.read(json, "SessionToken", source);
        } catch (IllegalArgumentException e) {
            throw Unavailable.because(source, String.valueOf(e.getMessage()), remedy);
        }
    }
}
