package dev.outcrop.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class PlainTextHistoryTest {
    private static final List<String> MODELS =
            List.of(
                    "anthropic.claude-sonnet-4-5-20250929-v1:0",
                    "anthropic.claude-opus-4-7",
                    "amazon.nova-lite-v1:0",
                    "amazon.titan-text-express-v1",
                    "meta.llama3-1-8b-instruct-v1:0",
                    "mistral.mistral-large-2407-v1:0",
                    "qwen.qwen3-32b-v1:0",
                    "writer.palmyra-x5-v1:0",
                    "nobody.knows");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void areTheVerySameAfterAllRepairs(long seed) {
        var random = new Random(seed);
        int alone = 0;
        for (int i = 0; i < 400; i++) {
            ConverseRequest request = request(random);
            if (PlainTextHistory.are(request)) {
                alone++;
                for (String model : MODELS) {
                    assertThat(SendableHistory.repaired(request, ModelName.of(model)))
                            .isSameAs(request);
                }
            }
        }
        assertThat(alone).isBetween(20, 380);
    }

    @Test
    void areThoseOfAUserWhoAsksAgain() {
        assertThat(
                        PlainTextHistory.are(
                                ConverseRequest.builder("m")
                                        .system(List.of(Content.text("Be brief.")))
                                        .messages(
                                                List.of(
                                                        Message.user("Why?"),
                                                        Message.assistant("Because."),
                                                        Message.user("No, why?")))
                                        .build()))
                .isTrue();
    }

    @Test
    void areNotThoseThatEndWithTheAssistantOrWithNothing() {
        assertThat(PlainTextHistory.are(of(Message.user("a"), Message.assistant("b")))).isFalse();
        assertThat(PlainTextHistory.are(of())).isFalse();
    }

    @Test
    void areNotThoseWithACallOrABlank() {
        assertThat(PlainTextHistory.are(of(Message.user("\u2003 \n")))).isFalse();
        assertThat(
                        PlainTextHistory.are(
                                of(new Message(Role.USER, List.of(new Content.CachePoint(null))))))
                .isFalse();
    }

    private static ConverseRequest of(Message... messages) {
        return ConverseRequest.builder("m").messages(List.of(messages)).build();
    }

    private static ConverseRequest request(Random random) {
        var messages = new ArrayList<Message>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            boolean asTurn = random.nextInt(12) > 0;
            Role role = (i % 2 == 0) == asTurn ? Role.USER : Role.ASSISTANT;
            messages.add(new Message(role, blocks(random, 1 + random.nextInt(3))));
        }
        return ConverseRequest.builder("m")
                .system(blocks(random, random.nextInt(2)))
                .messages(messages)
                .build();
    }

    private static List<Content> blocks(Random random, int count) {
        var blocks = new ArrayList<Content>();
        for (int i = 0; i < count; i++) {
            blocks.add(
                    switch (random.nextInt(40)) {
                        case 0 -> Content.text(" ");
                        case 1 -> new Content.CachePoint(null);
                        case 2 -> Content.text("ends with space \n");
                        default -> Content.text("word " + i);
                    });
        }
        return blocks;
    }
}
