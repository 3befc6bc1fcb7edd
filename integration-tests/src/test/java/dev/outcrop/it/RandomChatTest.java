package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Bedrock;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;

/** Whatever happens to a chat, Bedrock takes its history with the next question. */
@LocalBedrockTest(engine = ShortAnswer.class)
@Tag("repeated")
class RandomChatTest {
    private static final int SEQUENCES = Repetitions.of(1_000, 200);
    private static final int STEPS = 7;
    private static final int PARTS = 4;

    @TempDir private Path folder;

    @RepeatedTest(PARTS)
    @Execution(ExecutionMode.CONCURRENT)
    void afterEachStepTheLocalBedrockTakesTheHistory(
            RepetitionInfo part, LocalBedrock local, Bedrock bedrock) {
        int asked = 0;
        for (long seed = part.getCurrentRepetition(); seed <= SEQUENCES; seed += PARTS) {
            var done = new ArrayList<String>();
            var chat =
                    new RandomChat(local, bedrock, folder.resolve("chat.json"), new Random(seed));
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
        assertThat(asked).isEqualTo(SEQUENCES / PARTS * STEPS);
        System.out.printf(
                "random chats: %d sequences, %d histories taken%n", SEQUENCES / PARTS, asked);
    }
}
