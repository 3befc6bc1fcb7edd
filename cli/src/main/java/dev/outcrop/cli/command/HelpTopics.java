package dev.outcrop.cli.command;

import dev.outcrop.Bedrock;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The topics of {@code outcrop help} that are no commands. */
public final class HelpTopics {
    public static final List<String> NAMES = List.of("exit-codes", "json", "iam", "tools");

    private HelpTopics() {}

    /**
     * Returns the text of a topic; null if there is none.
     *
     * @param model for the topic iam; null for the default model
     */
    public static @Nullable String text(String name, @Nullable String model) {
        return switch (name) {
            case "exit-codes" -> ExitCode.table();
            case "json" -> schema();
            case "iam" -> policy(model == null ? Bedrock.DEFAULT_MODEL : model) + "\n";
            case "tools" -> TOOLS;
            default -> null;
        };
    }

    private static final String TOOLS =
            """
            A tool is a program. Its file, for --tool:

              {
                "name": "weather",
                "description": "Current weather of a city",
                "input_schema": {
                  "type": "object",
                  "properties": {"city": {"type": "string"}},
                  "required": ["city"]
                },
                "command": ["./weather.sh", "--json"]
              }

            The program runs in the folder of the file. It reads the input as JSON on stdin and
            prints the result. If it exits with another code than 0, its stderr is the error that the
            model gets. A file can also contain an array of tools.

            Of the environment, it gets PATH, HOME, LANG and the like only. Name others, such as
            credentials, in the file: "inheritEnv": ["AWS_PROFILE", "GITHUB_*"].

            On a terminal, each call is asked about. Elsewhere, calls are refused, and the model is
            told so: use --allow NAME for one tool, or --approve auto for all.
            """;

    private static String schema() {
        try (InputStream in =
                HelpTopics.class.getResourceAsStream("/dev/outcrop/cli/answer-v1.schema.json")) {
            return new String(
                    Objects.requireNonNull(in, "the schema is missing").readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The smallest policy to call a model: its profile, and the model behind it. */
    private static String policy(String id) {
        ModelName name = ModelName.of(id);
        String statements =
                id.startsWith("arn:")
                        ? statement(quoted(id), "")
                        : name.profile() == null
                                ? statement(model(name.base()), "")
                                : statement(quoted(profile(id)), "")
                                        + ",\n"
                                        + statement(model(name.base()), condition(id));
        return """
               {
                 "Version": "2012-10-17",
                 "Statement": [
               %s
                 ]
               }"""
                .formatted(statements);
    }

    private static String statement(String resource, String condition) {
        return """
                   {
                     "Effect": "Allow",
                     "Action": ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
                     "Resource": %s%s
                   }"""
                .formatted(resource, condition);
    }

    private static String condition(String id) {
        return """
               ,
                     "Condition": {"StringLike": {"bedrock:InferenceProfileArn": %s}}"""
                .formatted(quoted(profile(id)));
    }

    private static String profile(String id) {
        return "arn:aws:bedrock:*:*:inference-profile/" + id;
    }

    private static String model(@Nullable String base) {
        return quoted("arn:aws:bedrock:*::foundation-model/" + base);
    }

    private static String quoted(String text) {
        return Json.of(text).toString();
    }
}
