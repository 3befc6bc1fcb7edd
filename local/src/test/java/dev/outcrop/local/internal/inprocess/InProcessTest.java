package dev.outcrop.local.internal.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.BedrockException;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.message.Content;
import dev.outcrop.policy.Retries;
import dev.outcrop.tool.Tool;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The emulator in the same process answers as the one with a port does. */
class InProcessTest {
    private static final Map<String, Object> TOO_HOT =
            Map.of("inferenceConfig", Map.of("temperature", 7));

    private final LocalBedrock local = LocalBedrock.start();
    private final Bedrock overSockets = local.connect();
    private final Bedrock inProcess = client();

    private static Bedrock client() {
        Bedrock.Builder builder = Bedrock.builder().region("us-east-1").retries(Retries.NONE);
        InProcess.connect(builder);
        return builder.build();
    }

    @AfterEach
    void close() {
        inProcess.close();
        overSockets.close();
        local.close();
    }

    private <T> void assertSame(Function<Bedrock, T> what) {
        assertThat(what.apply(inProcess)).isEqualTo(what.apply(overSockets));
    }

    @Test
    void answersAreTheSame() {
        assertSame(
                bedrock -> {
                    Chat chat = bedrock.chat().system("Be brief.").open();
                    return List.of(
                            chat.ask("Why is the sky blue?").text(),
                            chat.ask("Tell me three jokes about statisticians").text(),
                            chat.turns().size());
                });
    }

    @Test
    void streamsAreTheSame() {
        assertSame(
                bedrock -> {
                    var deltas = new ArrayList<String>();
                    try (ReplyStream stream =
                            bedrock.chat().open().stream(
                                    "Tell me three jokes about statisticians")) {
                        stream.forEach(event -> deltas.add(event.getClass().getSimpleName()));
                        deltas.add(stream.reply().text());
                    }
                    return deltas;
                });
    }

    @Test
    void toolsAreCalledInTheSameWay() {
        record City(String city) {}
        assertSame(
                bedrock ->
                        bedrock.chat()
                                .tools(
                                        Tool.of(
                                                "weather",
                                                "The weather of a city",
                                                City.class,
                                                place -> "Sunny in " + place.city()))
                                .open()
                                .ask("What is the weather in Berlin?")
                                .text());
    }

    @Test
    void refusalsAreTheSame() {
        for (String model : List.of("no-such-model", "amazon.nova-lite-v1:0")) {
            assertSame(
                    bedrock -> {
                        BedrockException refusal =
                                catchThrowableOfType(
                                        BedrockException.class,
                                        () ->
                                                bedrock.model(model)
                                                        .withApiArgs(TOO_HOT)
                                                        .chat()
                                                        .open()
                                                        .ask("hi"));
                        return List.of(
                                refusal.getClass(),
                                refusal.what(),
                                String.valueOf(refusal.details().code()),
                                refusal.details().status());
                    });
        }
    }

    @Test
    void largeAttachmentsArriveComplete() {
        String text = "All work and no play. ".repeat(100_000);
        assertSame(
                bedrock ->
                        bedrock.chat()
                                .open()
                                .ask(
                                        Content.document(
                                                "notes.txt", text.getBytes(StandardCharsets.UTF_8)),
                                        Content.text("How long is it?"))
                                .usage());
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        String text = "x".repeat(26_000_000);
        assertSame(
                bedrock ->
                        catchThrowableOfType(
                                        BedrockException.class,
                                        () -> bedrock.chat().open().ask(text))
                                .what());
    }

    @Test
    void listsAreThoseOfTheRegion() {
        assertSame(bedrock -> bedrock.models().stream().map(model -> model.id()).toList());
    }

    @Test
    void headersAreTheSame() {
        for (boolean streams : List.of(true, false)) {
            assertSame(bedrock -> headers(bedrock, streams));
        }
    }

    private static Set<String> headers(Bedrock bedrock, boolean streams) {
        Chat chat = bedrock.chat().open();
        Map<String, List<String>> headers;
        if (streams) {
            try (ReplyStream stream = chat.stream("hi")) {
                headers = stream.reply().responses().getLast().headers();
            }
        } else {
            headers = chat.ask("hi").responses().getLast().headers();
        }
        return headers.keySet();
    }
}
