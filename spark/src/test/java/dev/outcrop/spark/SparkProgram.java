package dev.outcrop.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import javax.tools.ToolProvider;

/** Runs {@code AnswersMain} in a process of its own, with the packaged jar. */
final class SparkProgram {
    private static final long LONGEST_MINUTES = 5;

    private final Path folder;
    private final Path jar;
    private final String classPath;
    private final Path home;

    /**
     * @param folder for temporary files
     * @param jar of this module
     * @param classPath that of Spark
     */
    SparkProgram(Path folder, Path jar, String classPath) throws IOException {
        this.folder = folder;
        this.jar = jar;
        this.classPath = classPath;
        String name = "spark-home-" + Integer.toHexString(classPath.hashCode());
        home = Path.of("target", name).toAbsolutePath();
        Path jars = Files.createDirectories(home.resolve("jars"));
        for (String file : classPath.split(File.pathSeparator, -1)) {
            Path source = Path.of(file);
            Path link = jars.resolve(source.getFileName());
            if (!Files.isSymbolicLink(link)) {
                Files.createSymbolicLink(link, source);
            }
        }
        int failed =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "--release",
                                "17",
                                "-nowarn",
                                "-cp",
                                jar + File.pathSeparator + classPath,
                                "-d",
                                folder.resolve("program").toString(),
                                "src/test/programs/AnswersMain.java");
        if (failed != 0) {
            throw new IOException("AnswersMain does not compile");
        }
    }

    /**
     * Runs it.
     *
     * @return all that it and its executors printed
     */
    String run(Path javaHome, String master, Map<String, String> conf, Map<String, String> args)
            throws Exception {
        var settings = new LinkedHashMap<String, String>();
        settings.put("spark.master", master);
        settings.put("spark.app.name", "answers");
        settings.put("spark.ui.enabled", "false");
        settings.put("spark.driver.bindAddress", "127.0.0.1");
        settings.put("spark.driver.host", "localhost");
        settings.put("spark.executor.extraClassPath", folder.resolve("program").toString());
        settings.put("spark.jars", jar.toString());
        settings.putAll(conf);
        var command = new ArrayList<String>();
        command.add(javaHome.resolve("bin/java").toString());
        command.addAll(OPENED);
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-cp");
        command.add(
                folder.resolve("program")
                        + File.pathSeparator
                        + jar
                        + File.pathSeparator
                        + classPath);
        command.add("AnswersMain");
        args.forEach((name, value) -> command.add(name + "=" + value));
        Path output = Files.createTempFile(folder, "output", ".txt");
        var builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment()
                .put("SPARK_SCALA_VERSION", classPath.contains("_2.12") ? "2.12" : "2.13");
        Process process = builder.start();
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return Files.readString(output) + executors();
    }

    /** What executors printed, which Spark keeps in files. */
    private String executors() throws IOException {
        Path work = home.resolve("work"); // of all runs
        if (!Files.isDirectory(work)) {
            return "";
        }
        List<Path> files;
        try (var all = Files.walk(work)) {
            files =
                    all.filter(file -> file.toString().matches(".*/std(out|err)"))
                            .sorted()
                            .toList();
        }
        return files.stream()
                .map(
                        file -> {
                            try {
                                return file + ":\n" + Files.readString(file);
                            } catch (IOException e) {
                                return "";
                            }
                        })
                .collect(Collectors.joining("\n"));
    }

    /** What Spark 3.5 needs; spark-submit adds it by itself. */
    private static final List<String> OPENED =
            List.of(
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
                    "--add-opens=java.base/java.io=ALL-UNNAMED",
                    "--add-opens=java.base/java.net=ALL-UNNAMED",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                    "--add-opens=java.base/sun.nio.cs=ALL-UNNAMED",
                    "--add-opens=java.base/sun.security.action=ALL-UNNAMED");
}
