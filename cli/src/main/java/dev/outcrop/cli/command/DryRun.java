package dev.outcrop.cli.command;

import dev.outcrop.Chat;
import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.bedrock.CallOptions;
import dev.outcrop.cli.bedrock.RequestCapture;
import dev.outcrop.cli.chat.ChatLog;
import dev.outcrop.cli.chat.ChatSetup;
import dev.outcrop.cli.config.Config;
import dev.outcrop.cli.config.PromptFile;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.error.BedrockException;
import dev.outcrop.message.Content;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.tool.Tool;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Prints the exact request of a question, and sends nothing. No credentials are needed. */
final class DryRun {
    private final ProcessContext stage;
    private final CallOptions call;
    private final Config config;
    private final @Nullable PromptFile template;
    private final List<Tool> tools;

    /**
     * @param tools besides those of the options
     */
    DryRun(
            ProcessContext stage,
            CallOptions call,
            Config config,
            @Nullable PromptFile template,
            List<Tool> tools) {
        this.stage = stage;
        this.call = call;
        this.config = config;
        this.template = template;
        this.tools = tools;
    }

    /**
     * Prints the body to stdout, and the method and URL to stderr.
     *
     * @throws BedrockException if the library refuses the request before it is sent
     */
    ExitCode print(List<Content> question, @Nullable JsonSchema schema) {
        try (var capture = RequestCapture.start();
                BedrockConnection connection =
                        capture.connect(call.where, call.limits, config, stage)) {
            var setup = new ChatSetup(connection, call, config, template, stage, null, tools);
            Chat continued = new ChatLog(stage, call, config).continued(call, setup, connection);
            Chat chat = continued == null ? setup.open() : continued;
            try {
                ask(chat, question, schema);
            } catch (BedrockException e) {
                if (capture.captured() == null) {
                    throw e;
                }
            }
            RequestCapture.Captured request = capture.captured();
            if (request == null) {
                throw new IllegalStateException("no request was made");
            }
            stage.stdio()
                    .err()
                    .println(request.method() + " " + url(request.path(), connection.region()));
            stage.stdio().out().println(request.body());
            stage.stdio().out().flush();
            return ExitCode.OK;
        }
    }

    private void ask(Chat chat, List<Content> question, @Nullable JsonSchema schema) {
        Content[] content = question.toArray(Content[]::new);
        if (schema != null) {
            chat.extractor(schema).extract(content);
        } else if (call.output.noStream) {
            chat.ask(content);
        } else {
            chat.stream(content).close();
        }
    }

    private String url(String path, @Nullable String region) {
        String given = call.where.endpoint();
        if (given != null) {
            return given.replaceFirst("/$", "") + path;
        }
        return path.startsWith("/model/") && region != null
                ? "https://bedrock-runtime." + region + ".amazonaws.com" + path
                : path;
    }
}
