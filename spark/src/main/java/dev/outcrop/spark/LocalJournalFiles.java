package dev.outcrop.spark;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder on a disk or a network drive. What was appended survives the end of the process at once,
 * and the end of the machine after a second.
 */
final class LocalJournalFiles implements JournalFiles {
    private static final long FORCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path folder;
    private final String prefix;
    private @Nullable FileChannel file;
    private long appended; // when what is not yet durable was appended first
    private boolean durable = true;

    LocalJournalFiles(Path folder, String prefix) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.prefix = prefix;
    }

    @Override
    public void read(Reading reading) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files =
                    all.filter(path -> path.getFileName().toString().startsWith(prefix))
                            .sorted()
                            .toList();
        }
        for (Path path : files) {
            try (var lines =
                    new BufferedReader(
                            new InputStreamReader(
                                    Files.newInputStream(path), StandardCharsets.UTF_8))) {
                reading.read(lines);
            }
        }
    }

    @Override
    public void append(byte[] line) throws IOException {
        FileChannel open = file;
        if (open == null) {
            open =
                    FileChannel.open(
                            folder.resolve(prefix + UUID.randomUUID() + ".jsonl"),
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE);
            file = open;
        }
        if (durable) {
            appended = System.nanoTime();
            durable = false;
        }
        ByteBuffer bytes = ByteBuffer.wrap(line);
        while (bytes.hasRemaining()) {
            open.write(bytes);
        }
    }

    @Override
    public void flush() throws IOException {
        if (!durable && System.nanoTime() - appended > FORCE_NANOS) {
            force();
        }
    }

    private void force() throws IOException {
        if (file != null && !durable) {
            file.force(false);
            durable = true;
        }
    }

    @Override
    public void close() throws IOException {
        try (FileChannel last = file) {
            if (last != null) {
                force();
            }
        }
    }
}
