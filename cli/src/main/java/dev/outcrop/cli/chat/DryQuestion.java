package dev.outcrop.cli.chat;

import dev.outcrop.Chat;
import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.bedrock.CallOptions;
import dev.outcrop.cli.bedrock.RequestCapture;
import dev.outcrop.cli.config.Config;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.error.BedrockException;
import dev.outcrop.tool.Tool;

import java.util.List;

/** The request of the next question of a conversation. */
final class DryQuestion {
    private final ProcessContext stage;
    private final CallOptions options;
    private final CurrentChat current;

    DryQuestion(ProcessContext stage, CallOptions options, CurrentChat current) {
        this.stage = stage;
        this.options = options;
        this.current = current;
    }

    String body(String question) {
        Config config = Config.load(stage);
        try (var capture = RequestCapture.start();
                BedrockConnection connection =
                        capture.connect(options.where, options.limits, config, stage)) {
            List<Tool> more = current.setup().more();
            var setup = new ChatSetup(connection, options, config, null, stage, null, more);
            setup.setParams(current.setup().params());
            Chat chat =
                    setup.open(
                            current.chat().model().id(),
                            current.chat().system(),
                            current.chat().turns());
            try {
                chat.stream(question).close();
            } catch (BedrockException e) {
                if (capture.captured() == null) {
                    throw e;
                }
            }
            RequestCapture.Captured request = capture.captured();
            return request == null
                    ? "No request is made."
                    : request.method() + " " + request.path() + "\n" + request.body();
        }
    }
}
