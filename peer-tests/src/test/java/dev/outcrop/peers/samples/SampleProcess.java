package dev.outcrop.peers.samples;

import dev.outcrop.local.LocalBedrock;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

/**
 * Runs programs in one process, whose environment leads to a local Bedrock. Only a process can have
 * an environment of its own.
 */
final class SampleProcess {
    /** That of these tests. */
    static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private static final long MOST_SECONDS = 120;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    private final Path home;
    private final LocalBedrock local;
    private List<Run> programs = List.of();

    /** A class with a main method or with tests, and the folders of its classes. */
    record Run(Sample.Kind kind, String className, List<Path> classes) {}

    /**
     * @param home the working directory, with the files that samples read
     */
    SampleProcess(Path home, LocalBedrock local) throws IOException {
        this.home = Files.createDirectories(home);
        this.local = local;
        Files.createDirectories(results());
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(image, "png", home.resolve("photo.png").toFile());
        ImageIO.write(image, "png", home.resolve("chart.png").toFile());
        ImageIO.write(image, "jpeg", home.resolve("photo.jpg").toFile());
        Files.writeString(home.resolve("report.pdf"), "%PDF-1.7");
    }

    /** Runs programs, once. Returns what they printed. */
    String run(List<Run> programs) throws Exception {
        this.programs = List.copyOf(programs);
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                CLASS_PATH,
                                SampleRunner.class.getName(),
                                results().toString()));
        for (Run program : programs) {
            command.add(program.kind().name());
            command.add(program.className());
            command.add(
                    String.join(
                            File.pathSeparator,
                            program.classes().stream().map(Path::toString).toList()));
        }
        Path printed = home.resolve("printed.txt");
        var builder =
                new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(printed.toFile());
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        builder.environment().clear();
        builder.environment()
                .putAll(
                        Map.of(
                                "PATH",
                                path,
                                "HOME",
                                home.toString(),
                                "AWS_ENDPOINT_URL",
                                local.endpoint().toString(),
                                "AWS_ACCESS_KEY_ID",
                                "local",
                                "AWS_SECRET_ACCESS_KEY",
                                "local",
                                "AWS_REGION",
                                "us-east-1"));
        Process process = builder.start();
        try {
            process.getOutputStream().close(); // samples that read their input find its end
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("still running: " + Files.readString(printed));
            }
            return Files.readString(printed);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Returns why a program failed; empty if it did not. */
    String failure(Run program) throws IOException {
        Path result = results().resolve(String.valueOf(programs.indexOf(program)));
        return Files.exists(result) ? Files.readString(result) : "it did not run";
    }

    private Path results() {
        return home.resolve("results");
    }
}
