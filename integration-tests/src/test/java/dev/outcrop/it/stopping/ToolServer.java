package dev.outcrop.it.stopping;

import dev.outcrop.AwsCredentials;
import dev.outcrop.Bedrock;
import dev.outcrop.aws.Credentials;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.wire.Event;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.Retries;

import java.util.List;
import java.util.function.Consumer;

/**
 * A local Bedrock whose model answers {@code Go on.} with three tool calls, their results with two
 * more, and theirs with {@code Done.}; anything else with {@code Good.}
 */
final class ToolServer implements AutoCloseable {
    static final String MODEL = "us.amazon.nova-lite-v1:0";
    static final String QUESTION = "Go on.";

    private final LocalBedrock local = LocalBedrock.builder().engine(ToolServer::answer).start();

    Bedrock connect(Observer observer) {
        return Bedrock.builder()
                .baseUrl(local.endpoint().toString())
                .region("us-east-1")
                .credentials(AwsCredentials.of(Credentials.accessKeys("AKIAEXAMPLE", "secret")))
                .retries(Retries.NONE)
                .observer(observer)
                .build();
    }

    int requests() {
        return local.requests().size();
    }

    @Override
    public void close() {
        local.close();
    }

    private static void answer(Question question, Consumer<Event> out) {
        List<Json> messages = question.body().array("messages");
        var results = 0;
        String text = null;
        for (Json block : ((Json.Obj) messages.getLast()).array("content")) {
            var content = (Json.Obj) block;
            results += content.get("toolResult") == null ? 0 : 1;
            text = content.get("text") instanceof Json.Str(String words) ? words : text;
        }
        out.accept(Event.messageStart());
        if (QUESTION.equals(text)) {
            calls(out, "a1", "a2", "a3");
        } else if (text == null && results == 3) {
            calls(out, "b1", "b2");
        } else {
            out.accept(Event.textDelta(0, text == null ? "Done." : "Good."));
            out.accept(Event.blockStop(0));
            out.accept(Event.messageStop("end_turn"));
        }
        out.accept(Event.metadata(1, 2));
    }

    private static void calls(Consumer<Event> out, String... ids) {
        out.accept(Event.textDelta(0, "Let me see."));
        out.accept(Event.blockStop(0));
        for (int i = 0; i < ids.length; i++) {
            out.accept(
                    Event.blockStart(
                            i + 1,
                            object(
                                    "{\"toolUse\":{\"toolUseId\":\"%s\",\"name\":\"act\"}}"
                                            .formatted(ids[i]))));
            out.accept(
                    Event.delta(
                            i + 1,
                            object(
                                    "{\"toolUse\":{\"input\":\"{\\\"id\\\":\\\"%s\\\"}\"}}"
                                            .formatted(ids[i]))));
            out.accept(Event.blockStop(i + 1));
        }
        out.accept(Event.messageStop("tool_use"));
    }

    private static Json.Obj object(String text) {
        return (Json.Obj) Json.parse(text);
    }
}
