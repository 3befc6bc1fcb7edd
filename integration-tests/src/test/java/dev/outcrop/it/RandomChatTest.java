package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.wire.Event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import java.util.function.Consumer;

/** Whatever happens to a chat, Bedrock takes its history with the next question. */
class RandomChatTest {
    private static final int SEQUENCES = 1_000;
    private static final int STEPS = 7;

    @TempDir private Path folder;

    @Test
    void afterEachStepTheLocalBedrockTakesTheHistory() {
        int asked = 0;
        try (var local = LocalBedrock.builder().engine(RandomChatTest::answer).start();
                var bedrock = local.connect()) {
            for (long seed = 1; seed <= SEQUENCES; seed++) {
                var done = new ArrayList<String>();
                var chat =
                        new RandomChat(
                                local, bedrock, folder.resolve("chat.json"), new Random(seed));
                for (int step = 0; step < STEPS; step++) {
                    done.add(chat.step());
                    chat.chat().fork().ask("What now?");
                    Json.Obj sent = (Json.Obj) local.requests().getLast().body();
                    assertThat(Rules.broken(chat.chat().model().id(), sent))
                            .as("seed %d: %s: %s", seed, done, sent)
                            .isEmpty();
                    asked++;
                }
            }
        }
        assertThat(asked).isEqualTo(SEQUENCES * STEPS);
        System.out.printf("random chats: %d sequences, %d histories taken%n", SEQUENCES, asked);
    }

    /** Takes signatures that were made up, which a model would not. */
    private static void answer(Question question, Consumer<Event> out) {
        out.accept(Event.messageStart());
        out.accept(Event.textDelta(0, "This is an answer."));
        out.accept(Event.blockStop(0));
        out.accept(Event.messageStop("end_turn"));
        out.accept(Event.metadata(10, 5));
    }
}
