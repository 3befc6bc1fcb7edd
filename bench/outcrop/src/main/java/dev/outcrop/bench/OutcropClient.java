package dev.outcrop.bench;

import dev.outcrop.AwsCredentials;
import dev.outcrop.Bedrock;
import dev.outcrop.Model;
import dev.outcrop.ReplyStream;
import dev.outcrop.aws.Credentials;
import dev.outcrop.message.Message;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.Protocol;

import java.net.URI;
import java.util.function.IntConsumer;

/** Outcrop, with its defaults; {@code -Dbench.protocol=INVOKE_MODEL} asks by that, as Claude. */
public final class OutcropClient implements Client {
    private static final Params PARAMS =
            Params.DEFAULT
                    .withMaxTokens(Conversation.MAX_TOKENS)
                    .withTemperature(Conversation.TEMPERATURE);

    private static final String PROTOCOL = System.getProperty("bench.protocol");

    private final Bedrock bedrock;

    public OutcropClient(URI endpoint) {
        bedrock =
                Bedrock.builder()
                        .region("us-east-1")
                        .baseUrl(endpoint.toString())
                        .credentials(
                                AwsCredentials.of(Credentials.accessKeys("AKIDEXAMPLE", "secret")))
                        .build();
    }

    @Override
    public int call(String model) {
        return model(model)
                .invoke(Message.system(Conversation.SYSTEM), Message.user(Conversation.QUESTION))
                .text()
                .length();
    }

    @Override
    public void stream(String model, IntConsumer delta) {
        try (ReplyStream stream =
                model(model).stream(
                        Message.system(Conversation.SYSTEM), Message.user(Conversation.QUESTION))) {
            for (StreamEvent event : stream) {
                if (event instanceof StreamEvent.TextDelta(int index, String text)) {
                    delta.accept(text.length());
                }
            }
            stream.reply();
        }
    }

    private Model model(String id) {
        return PROTOCOL == null
                ? bedrock.model(id).with(PARAMS)
                : bedrock.model("anthropic.claude-sonnet-4-5-" + id)
                        .with(PARAMS)
                        .with(Protocol.valueOf(PROTOCOL));
    }

    @Override
    public void close() {
        bedrock.close();
    }
}
