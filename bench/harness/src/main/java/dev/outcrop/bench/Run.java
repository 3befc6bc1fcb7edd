package dev.outcrop.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What one process of a contestant said.
 *
 * @param figures by their names; {@code wall_ms} is from its start to its end
 */
record Run(Map<String, String> figures) {
    private static final int LIMIT_MINUTES = 6;

    double number(String name) {
        return Double.parseDouble(figures.getOrDefault(name, "NaN"));
    }

    String text(String name) {
        return figures.getOrDefault(name, "-");
    }

    boolean failed() {
        return figures.containsKey("broken");
    }

    /** Starts a process, and waits until it has ended. */
    static Run of(Path bench, Contestant who, List<String> flags, String endpoint, String... what) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(who.options());
        command.add("-cp");
        command.add(
                who.jars(bench).stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(java.io.File.pathSeparator)));
        command.add("dev.outcrop.bench.Measured");
        command.add("dev.outcrop.bench." + who.type());
        command.add(endpoint);
        command.addAll(List.of(what));
        try {
            return run(command);
        } catch (IOException e) {
            return new Run(Map.of("broken", String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whom to trust, and which way to go, is the same for all of them. */
    private static boolean decides(String variable) {
        String name = variable.toUpperCase(Locale.ROOT);
        return name.startsWith("AWS_") || name.endsWith("_PROXY") || name.startsWith("SSL_CERT_");
    }

    private static Run run(List<String> command) throws IOException, InterruptedException {
        long began = System.nanoTime();
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(Run::decides);
        Process process = builder.start();
        var watch =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                                            process.destroyForcibly();
                                        }
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
        String last = "";
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                last = line;
            }
        }
        int code = process.waitFor();
        double wall = (System.nanoTime() - began) / 1e6;
        watch.join();
        var figures = new HashMap<String, String>();
        figures.put("wall_ms", Double.toString(wall));
        if (code != 0) {
            figures.put("broken", "exit code " + code);
        }
        for (String word : last.split(" ", -1)) {
            int at = word.indexOf('=');
            if (at > 0) {
                figures.put(word.substring(0, at), word.substring(at + 1));
            }
        }
        return new Run(figures);
    }
}
