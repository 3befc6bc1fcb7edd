package dev.outcrop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a record of {@code outcrop batch run} costs: CPU once everything is warm, in the second half
 * of a million records, and memory for few and for many. Ends with 1 if a goal was missed.
 */
public final class RecordsDriver {
    private static final int MANY = 1_000_000;
    private static final int[] SIZES = {10_000, 100_000, MANY};
    private static final int ROUNDS = 3;

    private RecordsDriver() {}

    /**
     * Runs it.
     *
     * @param args the folder of the bench; the folder of the command's build
     */
    public static void main(String[] args) throws Exception {
        String jars = jars(Path.of(args[1]));
        var goals = new Goals();
        Path folder = Files.createTempDirectory("records");
        try (var stub = StubProcess.plain(Path.of(args[0]))) {
            measure(jars, stub, folder, goals);
        } finally {
            delete(folder);
        }
        System.out.println("## Goals\n");
        goals.print();
        if (!goals.reached()) {
            System.exit(1);
        }
    }

    private static void measure(String jars, StubProcess stub, Path folder, Goals goals)
            throws IOException, InterruptedException {
        System.out.println("## outcrop batch run, with a heap of 256 MiB at most\n");
        var table =
                new Table("records", "us of CPU a record", "live heap, MiB", "peak resident, MiB");
        var live = new ArrayList<Double>();
        var micros = new double[ROUNDS];
        for (int size : SIZES) {
            Path in = RecordRun.input(folder, size);
            for (int round = 0; round < (size == MANY ? ROUNDS : 1); round++) {
                RecordRun run = whole(RecordRun.of(jars, stub, in, size), size);
                micros[round] = run.micros();
                live.add(run.liveKib() / 1024.0);
                table.row(
                        String.format(Locale.ROOT, "%,d", size),
                        String.format(Locale.ROOT, "%.1f", run.micros()),
                        String.format(Locale.ROOT, "%.1f", run.liveKib() / 1024.0),
                        String.valueOf(run.peakKib() / 1024));
            }
        }
        table.print();
        goals.add("CPU of a record, us, warm", "60", 60, Meter.median(micros), 1.3);
        goals.add(
                "live heap of 1,000,000 records beyond that of 100,000, MiB",
                "16", // as much as the records that are read ahead
                16,
                live.getLast() - live.get(1),
                1);
    }

    private static RecordRun whole(RecordRun run, int records) {
        if (run.answers() != records) {
            throw new IllegalStateException(run.answers() + " answers to " + records + " records");
        }
        return run;
    }

    private static String jars(Path cli) throws IOException {
        try (var files = Files.list(cli);
                var libraries = Files.list(cli.resolve("lib"))) {
            return java.util.stream.Stream.concat(files, libraries)
                    .map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .collect(Collectors.joining(java.io.File.pathSeparator));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (Files.isRegularFile(file)) {
                    Files.delete(file);
                }
            }
        }
    }
}
