package dev.outcrop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a record of {@code outcrop batch run} costs: CPU of each further record, and memory for few
 * and for many records. Ends with 1 if a goal was missed.
 */
public final class RecordsDriver {
    private static final int[] SIZES = {10_000, 100_000, 1_000_000};

    /** Between these, compilers have little left to do. */
    private static final int FEW = 100_000;

    private static final int MANY = 300_000;
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
            cpu(jars, stub, folder, goals);
            memory(jars, stub, folder, goals);
        } finally {
            delete(folder);
        }
        System.out.println("## Goals\n");
        goals.print();
        if (!goals.reached()) {
            System.exit(1);
        }
    }

    private static void cpu(String jars, StubProcess stub, Path folder, Goals goals)
            throws IOException, InterruptedException {
        System.out.println("## CPU of a further record, from " + FEW + " to " + MANY + "\n");
        Path few = RecordRun.input(folder, FEW);
        Path many = RecordRun.input(folder, MANY);
        var table = new Table("round", "s for " + FEW, "s for " + MANY, "us a record");
        var micros = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            RecordRun first = whole(RecordRun.of(jars, stub, few, FEW, false), FEW);
            RecordRun second = whole(RecordRun.of(jars, stub, many, MANY, false), MANY);
            micros[round] = (second.cpuMillis() - first.cpuMillis()) * 1e3 / (MANY - FEW);
            table.row(
                    String.valueOf(round + 1),
                    String.format(Locale.ROOT, "%.2f", first.cpuMillis() / 1e3),
                    String.format(Locale.ROOT, "%.2f", second.cpuMillis() / 1e3),
                    String.format(Locale.ROOT, "%.1f", micros[round]));
        }
        table.print();
        goals.add("CPU of a further record, us", "60", 60, Meter.median(micros), 1.3);
    }

    private static void memory(String jars, StubProcess stub, Path folder, Goals goals)
            throws IOException, InterruptedException {
        System.out.println("## Memory, with a heap of 256 MiB at most\n");
        var table = new Table("records", "live heap, MiB", "peak resident, MiB");
        List<Double> live = new ArrayList<>();
        for (int size : SIZES) {
            Path in = RecordRun.input(folder, size);
            RecordRun run = whole(RecordRun.of(jars, stub, in, size, true), size);
            live.add(run.liveKib() / 1024.0);
            table.row(
                    String.format(Locale.ROOT, "%,d", size),
                    String.format(Locale.ROOT, "%.1f", run.liveKib() / 1024.0),
                    String.valueOf(run.peakKib() / 1024));
        }
        table.print();
        goals.add(
                "live heap of 1,000,000 records, of 100,000 = 1",
                "1.1",
                1.1,
                live.getLast() / live.get(1),
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
