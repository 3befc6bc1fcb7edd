package dev.outcrop.it.faults;

import dev.outcrop.AwsCredentials;
import dev.outcrop.Bedrock;
import dev.outcrop.Model;
import dev.outcrop.aws.Credentials;
import dev.outcrop.batch.Batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A batch that writes down each answer as it hears of it, and does not ask again for what is
 * written: how a caller makes one that can be killed. A line that was cut is none.
 */
final class BatchJournal {
    static final int RECORDS = 24;
    static final int MOST_ACTIVE = 4;
    static final int HALTED = 9;

    private BatchJournal() {}

    /** Asks for what the journal has not, in a process that dies of it after so many lines. */
    public static void main(String[] args) throws IOException {
        int lines = Integer.parseInt(args[2]);
        try (var bedrock =
                Bedrock.builder()
                        .baseUrl(args[0])
                        .region("us-east-1")
                        .credentials(
                                AwsCredentials.of(Credentials.accessKeys("local", "no-secret")))
                        .build()) {
            goOn(bedrock.model(Trial.MODEL), Path.of(args[1]), lines);
        }
    }

    /**
     * Asks for what the journal has not.
     *
     * @param lines after how many new ones the process halts, in the middle of another one
     */
    static void goOn(Model model, Path file, int lines) throws IOException {
        Map<Integer, String> written = read(file);
        List<Integer> missing =
                IntStream.range(0, RECORDS).filter(i -> !written.containsKey(i)).boxed().toList();
        try (var out = FileChannel.open(file, StandardOpenOption.APPEND)) {
            int[] left = {lines};
            Batch.DEFAULT
                    .withMaxActive(MOST_ACTIVE)
                    .run(
                            missing,
                            i -> model.invoke("Record " + i + ".").text(),
                            (index, outcome) -> {
                                byte[] line = line(missing.get(index), outcome.get());
                                boolean last = --left[0] < 0;
                                write(out, line, last ? line.length / 2 : line.length);
                                if (last) {
                                    Runtime.getRuntime().halt(HALTED);
                                }
                            });
        }
    }

    private static byte[] line(int record, String answer) {
        return (record + " " + answer.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void write(FileChannel out, byte[] line, int length) {
        try {
            out.write(ByteBuffer.wrap(line, 0, length));
            out.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answers of whole lines, by record; what was cut is taken away. */
    static Map<Integer, String> read(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int end = all.length;
        while (end > 0 && all[end - 1] != '\n') {
            end--;
        }
        try (var out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            out.truncate(end);
        }
        var answers = new TreeMap<Integer, String>();
        for (String line : new String(all, 0, end, StandardCharsets.UTF_8).lines().toList()) {
            String[] parts = line.split(" ", 2);
            String before = answers.put(Integer.valueOf(parts[0]), parts[1]);
            if (before != null) {
                throw new IllegalStateException("twice in the journal: " + line);
            }
        }
        return answers;
    }
}
