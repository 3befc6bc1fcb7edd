package dev.outcrop.local.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;

class RecordingFilesTest {
    @TempDir private Path folder;

    @Test
    void anInterruptedThreadSavesAWholeRecordingAndStaysInterrupted() throws IOException {
        Json.Obj said = Json.EMPTY.with("said", Json.of("words"));
        boolean interrupted;
        try (RecordingFiles.Draft draft = new RecordingFiles(folder).open()) {
            Thread.currentThread().interrupt();
            draft.save("Converse", said);
        } finally {
            interrupted = Thread.interrupted();
        }

        assertThat(interrupted).isTrue();
        assertThat(folder.resolve("00001-Converse.json")).hasContent(said.toString());
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void theWaitEndsWhenTheLastDraftIsClosed() throws Exception {
        var files = new RecordingFiles(folder);
        RecordingFiles.Draft open = files.open();
        files.open().close();
        var saving =
                new FutureTask<>(
                        () -> {
                            try (open) {
                                open.save("Converse", Json.EMPTY);
                            }
                            return null;
                        });
        Thread.ofVirtual().start(saving);

        files.awaitNone(Duration.ofSeconds(30));

        assertThat(folder.resolve("00001-Converse.json")).exists();
        saving.get();
        files.awaitNone(Duration.ofSeconds(30));
    }
}
