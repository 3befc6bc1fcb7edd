package dev.outcrop.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One process of {@code outcrop batch run} against the stub. What it uses is read from the kernel
 * while it runs.
 *
 * @param micros CPU of a record, user and system, while the second half of the records is written,
 *     but for the last tenth
 * @param peakKib the most memory that was resident
 * @param liveKib what is alive in the heap when half of the records are written
 * @param answers how many lines it wrote
 */
record RecordRun(double micros, long peakKib, long liveKib, long answers) {
    private static final String PROMPT =
            "Summarise the following report in three sentences, and name the author. "
                    + "The quick brown fox jumps over the lazy dog. ".repeat(8);

    /** Writes so many records of 450 characters. */
    static Path input(Path folder, int records) throws IOException {
        Path file = folder.resolve("in-" + records + ".jsonl");
        try (var out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < records; i++) {
                out.write(
                        "{\"recordId\":\"r" + i + "\",\"prompt\":\"" + i + ". " + PROMPT + "\"}\n");
            }
        }
        return file;
    }

    /**
     * Runs the command.
     *
     * @param jars its class path
     */
    static RecordRun of(String jars, StubProcess stub, Path in, int records)
            throws IOException, InterruptedException {
        Path out = in.resolveSibling("out.jsonl");
        Files.deleteIfExists(out);
        Process process = start(jars, stub, in, out);
        var lines = new LineCount(out);
        long halfAt = 0;
        long cpuAtHalf = 0;
        double micros = Double.NaN;
        long peak = 0;
        long alive = 0;
        try {
            while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, peakKib(process.pid()));
                long written = lines.now();
                if (halfAt == 0 && written >= records / 2) {
                    alive = liveKib(process.pid());
                    halfAt = lines.now();
                    cpuAtHalf = cpuMillis(process.pid());
                }
                if (Double.isNaN(micros) && written >= records * 0.9) {
                    long used = cpuMillis(process.pid()) - cpuAtHalf;
                    micros = used * 1e3 / (written - halfAt);
                }
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException("the command ended with " + process.exitValue());
        }
        return new RecordRun(micros, peak, alive, lines.now());
    }

    private static Process start(String jars, StubProcess stub, Path in, Path out)
            throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                tool("java"),
                                "-XX:+UseSerialGC",
                                "-Xmx256m",
                                "-cp",
                                jars,
                                "dev.outcrop.cli.Main"));
        command.addAll(List.of("batch", "run", in.toString(), "--out", out.toString()));
        command.addAll(List.of("-m", "us.amazon.nova-lite-v1:0"));
        command.addAll(List.of("--endpoint-url", stub.endpoint()));
        var builder =
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("HOME", in.getParent().toString());
        builder.environment().put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "not-a-secret");
        builder.environment().put("AWS_REGION", "us-east-1");
        return builder.start();
    }

    private static long cpuMillis(long pid) {
        String stat = read(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return fields.length < 13
                ? 0
                : (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10;
    }

    private static long peakKib(long pid) {
        return read(Path.of("/proc/" + pid + "/status"))
                .lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    /** Empty when the process has just ended. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    /** Collects. What is alive is in the old generation then, and the young one fills up again. */
    private static long liveKib(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        long kib = 0;
        for (String line : jcmd(pid, "GC.heap_info").lines().toList()) {
            if (line.matches("\\s*(?i:tenured).*used \\d+K.*")) {
                kib += Long.parseLong(line.replaceAll(".*used (\\d+)K.*", "$1"));
            }
        }
        return kib;
    }

    private static String jcmd(long pid, String what) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(tool("jcmd"), String.valueOf(pid), what)
                        .redirectErrorStream(true)
                        .start();
        String said =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        process.waitFor();
        return said;
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
