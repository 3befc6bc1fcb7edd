package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.error.CancelledException;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** A chat is saved where the call before was interrupted: that is when it is worth most. */
@LocalBedrockTest
@Timeout(60)
class InterruptedSaveTest {
    private static final String MODEL = "us.amazon.nova-lite-v1:0";

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anInterruptedAskIsFollowedByAWholeFile(
            boolean virtual, LocalBedrock local, Bedrock bedrock) throws Exception {
        Path file = folder.resolve("chat.json");
        var thrown = new AtomicReference<Throwable>();
        var interrupted = new AtomicReference<Boolean>();
        var gate = new StallGate();
        local.script(Scripted.text("One."), Scripted.steps(new Step.Stall(gate)));
        Chat chat = bedrock.chat(MODEL).open();
        chat.ask("first");

        Thread.Builder kind = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
        Thread thread =
                kind.start(
                        () -> {
                            try {
                                chat.ask("second");
                            } catch (CancelledException e) {
                                thrown.set(e);
                            } finally {
                                chat.save(file);
                                interrupted.set(Thread.currentThread().isInterrupted());
                            }
                        });
        gate.awaitArrival(Duration.ofSeconds(20));
        thread.interrupt();
        thread.join();
        gate.open();

        assertThat(thrown.get()).isInstanceOf(CancelledException.class);
        assertThat(interrupted.get()).isTrue();
        assertThat(bedrock.load(file).open().turns()).isEqualTo(chat.turns()).hasSize(2);
    }

    @Test
    void anInterruptedThreadLoadsAndStaysInterrupted(LocalBedrock local, Bedrock bedrock) {
        Path file = folder.resolve("chat.json");
        local.script(Scripted.text("One."));
        Chat chat = bedrock.chat(MODEL).open();
        chat.ask("first");
        chat.save(file);

        Thread.currentThread().interrupt();
        Chat loaded = bedrock.load(file).open();
        boolean interrupted = Thread.interrupted();

        assertThat(loaded.turns()).isEqualTo(chat.turns());
        assertThat(interrupted).isTrue();
    }
}
