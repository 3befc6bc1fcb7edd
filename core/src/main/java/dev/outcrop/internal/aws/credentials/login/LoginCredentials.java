package dev.outcrop.internal.aws.credentials.login;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.Environment;
import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.internal.aws.credentials.process.ExternalProgram;
import dev.outcrop.internal.aws.credentials.process.ProcessCredentials;
import dev.outcrop.internal.aws.credentials.source.CredentialsContext;
import dev.outcrop.internal.aws.credentials.source.Shell;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * A profile that {@code aws login} signed in. AWS's command line returns the keys; if it is not
 * installed, they are read from the cache file of the session.
 */
public final class LoginCredentials {
    private LoginCredentials() {}

    public static Credentials of(SharedConfig config, String session, CredentialsContext means) {
        String source = "profile " + ControlCharacters.quoted(config.profile());
        Path aws = aws(means.environment());
        if (aws == null) {
            return LoginCache.of(config, session, means);
        }
        return ProcessCredentials.run(
                List.of(
                        aws.toString(),
                        "configure",
                        "export-credentials",
                        "--profile",
                        config.profile(),
                        "--format",
                        "process"),
                source,
                "Sign in again with `aws login --profile " + Shell.word(config.profile()) + "`.",
                ExternalProgram.Limits.STANDARD);
    }

    private static @Nullable Path aws(Environment environment) {
        String path = environment.variable("PATH");
        if (path == null) {
            return null;
        }
        for (String folder : path.split(File.pathSeparator, -1)) {
            for (String name : new String[] {"aws", "aws.exe", "aws.cmd"}) {
                Path found = executable(folder, name);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static @Nullable Path executable(String folder, String name) {
        try {
            Path file = Path.of(folder, name);
            // A relative folder would run any file of that name below the current directory.
            return file.isAbsolute() && Files.isRegularFile(file) && Files.isExecutable(file)
                    ? file
                    : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
