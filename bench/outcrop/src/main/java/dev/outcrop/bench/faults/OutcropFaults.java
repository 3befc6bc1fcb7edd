package dev.outcrop.bench.faults;

import dev.outcrop.AwsCredentials;
import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.ReplyStream;
import dev.outcrop.aws.Credentials;
import dev.outcrop.error.BedrockException;
import dev.outcrop.json.Json;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.tool.Tool;

import java.net.URI;

/** Outcrop's chats, with its defaults. */
public final class OutcropFaults implements FaultClient {
    private static final int PIECES_BEFORE_CANCEL = 2;

    private final Bedrock bedrock;

    public OutcropFaults(URI endpoint, Limits limits) {
        Timeouts timeouts = Timeouts.DEFAULT.withTotal(limits.total());
        if (limits.silence() != null) {
            timeouts = timeouts.withFirstByte(limits.silence()).withIdle(limits.silence());
        }
        bedrock =
                Bedrock.builder()
                        .region("us-east-1")
                        .baseUrl(endpoint.toString())
                        .credentials(
                                AwsCredentials.of(Credentials.accessKeys("AKIDEXAMPLE", "secret")))
                        .timeouts(timeouts)
                        .build();
    }

    @Override
    public void call(Ask ask, Listener to) {
        to.completed(chat(ask, to).ask(ask.question()).text());
    }

    @Override
    public void stream(Ask ask, Listener to) {
        stream(chat(ask, to), ask, to);
    }

    private static void stream(Chat chat, Ask ask, Listener to) {
        try (ReplyStream stream = chat.stream(ask.question())) {
            stream.text().forEach(to::delta);
            to.completed(stream.reply().text());
        }
    }

    @Override
    public void cancel(Ask ask, Listener to) {
        ReplyStream stream = chat(ask, to).stream(ask.question());
        var pieces = stream.text().iterator();
        for (int i = 0; i < PIECES_BEFORE_CANCEL; i++) {
            pieces.next();
        }
        stream.close();
        to.cancelled();
        try {
            to.completed(stream.reply().text());
        } catch (BedrockException e) {
            to.failed(e);
        }
    }

    @Override
    public void talk(Ask first, Ask second, boolean streamed, Listener to) {
        Chat chat = chat(first, to);
        if (streamed) {
            try (ReplyStream stream = chat.stream(first.question())) {
                var unused = stream.reply();
            }
            stream(chat, second, to);
        } else {
            var unused = chat.ask(first.question());
            to.completed(chat.ask(second.question()).text());
        }
    }

    private Chat chat(Ask ask, Listener to) {
        var chat = bedrock.chat(Ask.MODEL);
        if (ask.withTool()) {
            chat.tools(
                    Tool.of(
                            Ask.TOOL,
                            Ask.DESCRIPTION,
                            JsonSchema.of((Json.Obj) Json.parse(Ask.SCHEMA)),
                            input -> {
                                to.tool(input.toString());
                                return "empty";
                            }));
        }
        return chat.open();
    }

    @Override
    public void close() {
        bedrock.close();
    }
}
