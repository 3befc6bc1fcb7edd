package dev.outcrop.internal.aws.credentials.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * A program and the processes that it started. A process whose parent has ended has no link to the
 * program any more. On Linux, such a process is found by an inherited environment variable;
 * elsewhere it is found only if it was seen while its parent was alive. Not thread-safe.
 */
final class ProcessFamily {
    private static final String MARK = "OUTCROP_PROGRAM_";
    private static final Path PROC = Path.of("/proc");
    private static final boolean HAS_PROC = Files.isReadable(PROC.resolve("self/environ"));
    private static final int MOST_BYTES = 4 << 20;
    private static final int ROUNDS = 100;

    /** A process between fork and exec has no environment for a moment. */
    private static final int UNSURE_ROUNDS = 10;

    private static final long ROUND_NANOS = 5_000_000;

    private final Process process;
    private final String mark;
    private final Set<ProcessHandle> seen = new HashSet<>();
    private final Instant start;

    /** Whether a process was found that may be one of these, but has no environment yet. */
    private boolean unsure;

    /**
     * @param mark the result of {@link #mark}
     */
    ProcessFamily(Process process, String mark) {
        this.process = process;
        this.mark = mark;
        this.start = process.info().startInstant().orElse(Instant.EPOCH);
    }

    /** Adds a variable to a program's environment that identifies its processes. */
    static String mark(ProcessBuilder builder) {
        String name = MARK + UUID.randomUUID().toString().replace('-', '_');
        builder.environment().put(name, "1");
        return name + "=1";
    }

    /** Records the current processes. */
    void look() {
        if (!HAS_PROC) {
            process.descendants().forEach(seen::add);
        }
    }

    /** Kills all processes and waits until they have ended, for half a second at most. */
    void end() {
        Thread.interrupted(); // the thread belongs to the program; killing must not be interrupted
        process.descendants().forEach(seen::add);
        seen.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        Set<ProcessHandle> left = left();
        for (int round = 0; round < ROUNDS && isLeft(left, round); round++) {
            left.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(ROUND_NANOS);
            left = left();
        }
    }

    private boolean isLeft(Set<ProcessHandle> left, int round) {
        return !left.isEmpty() || (unsure && round < UNSURE_ROUNDS);
    }

    private Set<ProcessHandle> left() {
        var left = new HashSet<>(HAS_PROC ? marked() : seen);
        left.add(process.toHandle());
        left.removeIf(one -> !one.isAlive());
        return left;
    }

    private Set<ProcessHandle> marked() {
        unsure = false;
        var found = new HashSet<ProcessHandle>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                if (isMarked(entry)) {
                    long id = Long.parseLong(entry.getFileName().toString());
                    ProcessHandle.of(id).ifPresent(found::add);
                }
            }
        } catch (IOException | RuntimeException e) {
            unsure = true; // Processes start and end meanwhile; the next round sees the rest.
        }
        return found;
    }

    /** A process of another user cannot be read, and one that has ended has no environment. */
    private boolean isMarked(Path entry) {
        try (InputStream in = Files.newInputStream(entry.resolve("environ"))) {
            byte[] bytes = in.readNBytes(MOST_BYTES);
            unsure |= bytes.length == 0 && isNew(entry);
            return new String(bytes, ISO_8859_1).contains(mark);
        } catch (IOException e) {
            return false;
        }
    }

    /** Not one of the kernel's own, which never have an environment. */
    private boolean isNew(Path entry) {
        return ProcessHandle.of(Long.parseLong(entry.getFileName().toString()))
                .flatMap(one -> one.info().startInstant())
                .filter(since -> !since.isBefore(start))
                .isPresent();
    }
}
