package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Bedrock;
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

/**
 * A history never makes a question fail: whatever was said before, and by which model, the question
 * is answered if the same model answers it in a new chat.
 */
@LocalBedrockTest
@Tag("repeated")
class SwitchedChatTest {
    private static final int CONVERSATIONS = Repetitions.of(5_000, 1_000);
    private static final int PARTS = 4;
    private static final int STEPS = 6;

    @TempDir private Path folder;

    @RepeatedTest(PARTS)
    @Execution(ExecutionMode.CONCURRENT)
    void noQuestionFailsThatANewChatCanAsk(
            RepetitionInfo part, LocalBedrock local, Bedrock bedrock) {
        var failures = new ArrayList<String>();
        for (long seed = part.getCurrentRepetition(); seed <= CONVERSATIONS; seed += PARTS) {
            var done = new ArrayList<String>();
            var chat =
                    new SwitchedChat(local, bedrock, folder.resolve("chat.json"), new Random(seed));
            SwitchedChat.Failure failure = null;
            for (int step = 0; step < STEPS && failure == null; step++) {
                failure = chat.step(done);
            }
            if (failure != null) {
                failures.add("seed " + seed + ": " + failure.why() + "\n    after " + done);
            }
        }
        assertThat(failures).isEmpty();
    }
}
