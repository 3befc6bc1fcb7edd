package dev.outcrop.local.recording;

import dev.outcrop.json.Json;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Puts recordings into a folder, each whole or not at all, for its owner's eyes only. Numbers go on
 * from what is there, so that files sort as they were recorded. Safe for several threads.
 */
final class RecordingFiles {
    private final Path folder;
    private final AtomicInteger count;

    /**
     * In this folder.
     *
     * @throws IOException if there is no folder and none can be made
     */
    RecordingFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.count = new AtomicInteger(Recordings.files(folder).size());
    }

    void save(String operation, Json.Obj recording) throws IOException {
        Path whole = Files.createTempFile(folder, ".recording-", ".tmp", forTheOwner());
        try {
            byte[] text = recording.toString().getBytes(StandardCharsets.UTF_8);
            try (var channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(text);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            String name = "%05d-%s.json".formatted(count.incrementAndGet(), operation);
            Files.move(whole, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static FileAttribute<?>[] forTheOwner() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
