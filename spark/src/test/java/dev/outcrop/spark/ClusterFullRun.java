package dev.outcrop.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outcrop.local.LocalBedrock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.spi.ToolProvider;

/**
 * The packaged jar with Spark in processes of their own: on Java 17, where a worker process asks,
 * and on the Java of the tests, where core does so in the executor. {@code -Dspark.full} runs it.
 */
class ClusterFullRun {
    private static final String LOCAL = "'local[2,4]'";
    private static final String CLUSTER = "'local-cluster[2,1,1024]'";
    private static final int ROWS = Integer.getInteger("outcrop.spark.rows", 10_000);

    /** Calls of an executor at a time. */
    private static final int ACTIVE = 16;

    @TempDir static Path folder;
    private static SparkProgram program;

    private final CountingEngine engine = new CountingEngine();
    private LocalBedrock bedrock;

    @BeforeAll
    static void prepare() throws Exception {
        Path jar = Path.of(System.getProperty("outcrop.spark.jar")).toAbsolutePath();
        Path classPath =
                Path.of(
                        System.getProperty(
                                "outcrop.spark.classpath", "target/spark-class-path.txt"));
        program = new SparkProgram(folder, jar, Files.readString(classPath).strip());
    }

    @BeforeEach
    void start() {
        bedrock = LocalBedrock.builder().engine(engine).start();
    }

    @AfterEach
    void stop() {
        bedrock.close();
    }

    @ParameterizedTest
    @CsvSource({"17," + LOCAL, "0," + LOCAL, "17," + CLUSTER, "0," + CLUSTER})
    void eachRowIsAskedOnceAndAFailingOneIsMarked(int java, String master) throws Exception {
        String output = run(java, master, Map.of());

        assertThat(output).contains(result(ROWS - 1, 1));
        assertThat(engine.asked()).hasSize(ROWS);
        assertThat(engine.repeated()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"17," + LOCAL, "0," + CLUSTER})
    void aRetriedTaskAsksOnlyForWhatWasInProgress(int java, String master) throws Exception {
        String output = run(java, master, Map.of("disaster", "task"));

        assertThat(output).contains(result(ROWS - 1, 1)).contains("the task fails");
        assertOnce(ACTIVE + 1);
    }

    @ParameterizedTest
    @CsvSource({"17," + LOCAL, "0," + CLUSTER})
    void aKilledTaskIsContinued(int java, String master) throws Exception {
        String output = run(java, master, Map.of("kill", "0"));

        assertThat(output).contains(result(ROWS - 1, 1)).contains("killed true");
        assertOnce(ACTIVE + 1);
    }

    @ParameterizedTest
    @CsvSource({"17," + CLUSTER, "0," + CLUSTER})
    void theRowsOfALostExecutorAreContinuedByAnother(int java, String master) throws Exception {
        String output = run(java, master, Map.of("disaster", "executor"));

        assertThat(output).contains(result(ROWS - 1, 1));
        assertOnce(ACTIVE + 1);
        assertThat(workers()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"17," + LOCAL, "17," + CLUSTER})
    void aKilledWorkerIsReplaced(int java, String master) throws Exception {
        String output = run(java, master, Map.of("disaster", "worker"));

        assertThat(output).contains(result(ROWS - 1, 1)).contains("killed workers: 1");
        assertOnce(ACTIVE + 1);
    }

    @Test
    void theWorkerRunsOnAnImageThatTheApplicationShips() throws Exception {
        Path image = folder.resolve("image");
        var jlink = ToolProvider.findFirst("jlink").orElseThrow();
        int failed =
                jlink.run(
                        System.out,
                        System.err,
                        "--add-modules",
                        "java.logging,java.naming,java.xml,jdk.net,jdk.crypto.ec",
                        "--output",
                        image.toString());
        assertThat(failed).isZero();
        Path archive = folder.resolve("java21.tar.gz");
        int packed =
                new ProcessBuilder("tar", "-czf", archive.toString(), "-C", image.toString(), ".")
                        .start()
                        .waitFor();
        assertThat(packed).isZero();

        String output =
                run(
                        17,
                        "local-cluster[2,1,1024]",
                        Map.of("rows", "200", "rpm", "12000"), // shared by way of the plugin
                        Map.of(
                                "spark.archives",
                                archive + "#java21",
                                "spark.outcrop.worker",
                                "java21",
                                "spark.plugins",
                                OutcropPlugin.class.getName()));

        assertThat(output).contains("result rows=200 ids=200 answered=200 marked=0");
        assertThat(engine.repeated()).isZero();
    }

    private String run(int java, String master, Map<String, String> more) throws Exception {
        return run(java, master, more, Map.of());
    }

    private String run(int java, String master, Map<String, String> more, Map<String, String> conf)
            throws Exception {
        Path home = java == 0 ? Path.of(System.getProperty("java.home")) : java17();
        var args = new HashMap<String, String>();
        args.put("url", bedrock.endpoint().toString());
        args.put("rows", String.valueOf(ROWS));
        args.put("active", String.valueOf(ACTIVE));
        args.put(
                "prompt",
                "concat('Row ', id, '.', CASE WHEN id = 1234 THEN ' Refuse this.' ELSE '' END)");
        args.put("journal", Files.createTempDirectory(folder, "journal").toString());
        args.put("mark", Files.createTempDirectory(folder, "mark").resolve("done").toString());
        args.putAll(more);
        String output = program.run(home, master, conf, args);
        for (String name : System.getenv().keySet()) {
            if (name.startsWith("AWS_")) {
                assertThat(output).doesNotContain(System.getenv(name));
            }
        }
        String name = java + "-" + master.replaceAll("\\W", "") + more.keySet();
        Path kept = Path.of("target", "full-" + name);
        Files.writeString(Path.of(kept + ".txt"), output);
        return output;
    }

    private static String result(int answered, int marked) {
        return "result rows=%d ids=%d answered=%d marked=%d"
                .formatted(ROWS, ROWS, answered, marked);
    }

    /** The journal loses no answer; only calls in progress, and the refused row, are repeated. */
    private void assertOnce(int most) {
        assertThat(engine.asked()).hasSize(ROWS);
        assertThat(engine.asked().values()).allMatch(times -> times <= 2);
        assertThat(engine.repeated()).isLessThanOrEqualTo(most);
    }

    private static long workers() {
        return ProcessHandle.allProcesses()
                .filter(
                        process ->
                                process.info()
                                        .commandLine()
                                        .orElse("")
                                        .contains("dev.outcrop.spark.engine.WorkerMain"))
                .count();
    }

    /** Beside the Java of the tests, as Debian keeps them. */
    private static Path java17() throws Exception {
        Path home = Path.of(System.getProperty("java.home")).toAbsolutePath();
        try (var homes = Files.list(home.getParent())) {
            var found =
                    homes.filter(path -> path.getFileName().toString().matches(".*\\b17\\b.*"))
                            .filter(path -> Files.isExecutable(path.resolve("bin/java")))
                            .findFirst();
            assumeTrue(found.isPresent(), "no Java 17: skipped");
            return found.get();
        }
    }
}
