package dev.outcrop.internal.protocol.converse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;
import dev.outcrop.message.Message;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

class DeepBlocksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"toolResult\":{\"toolUseId\":\"t\",\"content\":[#]}}",
                "{\"citationsContent\":{\"content\":[#],\"citations\":[]}}",
                "{\"citationsContent\":{\"citations\":[{\"sourceContent\":[#]}]}}",
                "{\"searchResult\":{\"source\":\"s\",\"title\":\"t\",\"content\":[#]}}",
                "{\"document\":{\"name\":\"d\",\"source\":{\"content\":[#]}}}",
            })
    void blocksInBlocksAreKeptOnASmallStackHoweverDeep(String level) throws Exception {
        String[] parts = level.split("#", -1);
        int times = 900 / (int) level.chars().filter(c -> c == '{' || c == '[').count();
        String block = parts[0].repeat(times) + "{\"text\":\"x\"}" + parts[1].repeat(times);
        Json json = Json.parse("{\"role\":\"user\",\"content\":[" + block + "]}");
        var work =
                new FutureTask<>(
                        () -> {
                            Message message = Message.fromJson(json);
                            assertThat(message.toString()).isNotEmpty();
                            assertThat(message.hashCode()).isNotZero();
                            return message.toJson();
                        });
        new Thread(null, work, "small", 256L << 10).start();

        assertThat(work.get(1, TimeUnit.MINUTES)).isEqualTo(json);
    }
}
