package dev.outcrop.spark;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

class JournalTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    @TempDir Path folder;

    @Test
    void anotherAttemptFindsTheAnswersOfThePartition() throws Exception {
        try (Journal first = Journal.open(folder.toString(), 7)) {
            assertThat(first.append("a", answer("one \"quoted\"\nline"))).isNull();
            assertThat(first.append("b", answer("two"))).isNull();
        }

        Journal second = Journal.open(folder.toUri().toString(), 7);

        assertThat(text(second.take("a"))).isEqualTo("one \"quoted\"\nline");
        assertThat(text(second.take("b"))).isEqualTo("two");
        assertThat(second.take("c")).isNull();
        assertThat(Journal.open(folder.toString(), 70).take("a")).as("another one").isNull();
    }

    @Test
    void answersOfAnAttemptThatWasKilledAreThereAtOnce() throws Exception {
        Journal killed = Journal.open(folder.toString(), 0);
        killed.append("a", answer("one"));

        assertThat(text(Journal.open(folder.toString(), 0).take("a"))).isEqualTo("one");
    }

    @Test
    void anIncompleteLineIsIgnored() throws Exception {
        try (Journal first = Journal.open(folder.toString(), 0)) {
            first.append("a", answer("one"));
            first.append("b", answer("two"));
        }
        Path file = files().get(0);
        byte[] bytes = Files.readAllBytes(file);
        for (int cut = bytes.length - 1; cut > bytes.length / 2 + 1; cut--) {
            Files.write(
                    file,
                    java.util.Arrays.copyOf(bytes, cut),
                    StandardOpenOption.TRUNCATE_EXISTING);
            Journal second = Journal.open(folder.toString(), 0);

            assertThat(text(second.take("a"))).isEqualTo("one");
            JsonNode cutOff = second.take("b");
            assertThat(cutOff == null || cut == bytes.length - 1).isTrue(); // only the end of line
        }
    }

    @Test
    void afterItsEndNothingIsAppended() throws Exception {
        Journal journal = Journal.open(folder.toString(), 0);
        journal.append("a", answer("one"));
        journal.close();

        assertThat(journal.append("b", answer("two"))).isNull();
        assertThat(Journal.open(folder.toString(), 0).take("b")).isNull();
    }

    @Test
    void aFileThatCannotBeWrittenIsReported() throws Exception {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        Journal journal = Journal.open(gone.toString(), 0);
        Files.delete(gone);

        assertThat(journal.append("a", answer("one"))).isNotNull();
    }

    @Test
    void afterTheEndAFileSystemOfHadoopHasTheSame() throws Exception {
        try (var system = new RawLocalFileSystem()) {
            system.initialize(URI.create("file:///"), new Configuration());
            var path = new org.apache.hadoop.fs.Path(folder.toUri());
            try (var first = new HadoopJournalFiles(system, path, "part-00000-")) {
                first.append("{\"key\":\"a\",\"answer\":\"one\"}\n".getBytes(UTF_8));
                first.flush();
            }
            try (var first = new HadoopJournalFiles(system, path, "part-00000-")) {
                first.append("{\"key\":\"b\",\"answer\":\"two\"}\n".getBytes(UTF_8));
            }
        }

        Journal second = Journal.open(folder.toString(), 0);
        assertThat(text(second.take("a"))).isEqualTo("one");
        assertThat(text(second.take("b"))).isEqualTo("two");
    }

    private List<Path> files() throws Exception {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static JsonNode answer(String text) {
        return JSON.createObjectNode().put("id", 3).put("answer", text);
    }

    private static @Nullable String text(@Nullable JsonNode answer) {
        return answer == null ? null : answer.path("answer").asText();
    }
}
