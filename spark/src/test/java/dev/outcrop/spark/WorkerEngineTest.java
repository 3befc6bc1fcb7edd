package dev.outcrop.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.engine.Pacing;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** The worker process on the Java of the tests, from the class path of the tests. */
class WorkerEngineTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final ObjectMapper JSON = new ObjectMapper();
    private final CountingEngine counting = new CountingEngine();
    private final LocalBedrock bedrock = LocalBedrock.builder().engine(counting).start();

    @AfterEach
    void stop() {
        bedrock.close();
        children().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void theWorkerAnswersAsTheLoadedEngineDoes() throws Exception {
        List<Path> jars = EngineJars.find();
        Engines.Engine worker = worker(jars);
        Engines.Engine loaded = LoadedEngine.load(jars);
        for (String prompt : List.of("Row 1 \u20ac \"x\"\n", "Refuse this.")) {
            ObjectNode fromWorker = (ObjectNode) JSON.readTree(answer(worker, prompt));
            assertThat(fromWorker.remove("id").isNumber()).isTrue();
            assertThat(withoutRequestId(fromWorker.toString()))
                    .isEqualTo(withoutRequestId(answer(loaded, prompt)));
        }
        JsonNode answer = JSON.readTree(answer(worker, "Row 2"));
        assertThat(answer.path("answer").asText()).isEqualTo("Answer to Row 2");
        assertThat(answer.at("/usage/output").asLong()).isEqualTo(5);
        assertThat(answer.path("costUsd").asText()).isEqualTo("0.0000018");
        JsonNode refused = JSON.readTree(answer(worker, "Refuse this."));
        assertThat(refused.at("/error/kind").asText()).isEqualTo("Validation");
        assertThat(refused.at("/error/ofAllRows").asBoolean()).isFalse();
    }

    @Test
    void whatAKilledWorkerDidNotAnswerFailsAndTheNextRequestStartsAnother() throws Exception {
        try (var slow =
                LocalBedrock.builder().engine(counting).pace(Duration.ofMinutes(5)).start()) {
            Engines.Engine worker = worker(EngineJars.find());
            CompletableFuture<String> lost = worker.ask(request(slow, "Row 1"));
            ProcessHandle process = children().get(0);
            process.destroyForcibly();

            assertThatThrownBy(() -> lost.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("ended");
            assertThat(answer(worker, "Row 2")).contains("Answer to Row 2");
            assertThat(children()).doesNotContain(process);
        }
    }

    @Test
    void theWorkerEndsWithItsExecutor(@TempDir Path folder) throws Exception {
        Path program = folder.resolve("Executor.java");
        Files.writeString(
                program,
                """
                public class Executor {
                    public static void main(String[] command) throws Exception {
                        Process worker = new ProcessBuilder(command).start();
                        worker.inputReader().readLine();
                        System.out.println(worker.pid());
                        System.in.read();
                    }
                }
                """);
        List<String> command = WorkerEngine.command(JAVA, "64m", EngineJars.find());
        var all = new java.util.ArrayList<>(List.of(JAVA.toString(), program.toString()));
        all.addAll(command);
        Process executor =
                new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        long pid = Long.parseLong(executor.inputReader().readLine());
        ProcessHandle worker = ProcessHandle.of(pid).orElseThrow();

        executor.destroyForcibly();

        worker.onExit().get(30, TimeUnit.SECONDS);
        assertThat(worker.isAlive()).isFalse();
    }

    @Test
    void aCancelledCallIsStopped() throws Exception {
        try (var slow =
                LocalBedrock.builder()
                        .engine(counting)
                        .pacing(new Pacing(Duration.ofMinutes(5), Duration.ZERO, 0, 0))
                        .start()) {
            for (Engines.Engine engine :
                    List.of(worker(EngineJars.find()), LoadedEngine.load(EngineJars.find()))) {
                CompletableFuture<String> call = engine.ask(request(slow, "Row 1"));

                call.cancel(true);

                assertThat(call).isCancelled();
                assertThat(answer(engine, "Row 2")).contains("Answer to Row 2");
            }
        }
    }

    @Test
    void missingCredentialsAreAFailureOfAllRows() throws Exception {
        ObjectNode request = request(bedrock, "Row 1");
        ObjectNode options = (ObjectNode) JSON.readTree(request.path("options").asText());
        request.put("options", options.put("profile", "no-such-profile").toString());

        JsonNode answer = JSON.readTree(LoadedEngine.load(EngineJars.find()).ask(request).get());

        assertThat(answer.at("/error/kind").asText()).isEqualTo("Credentials");
        assertThat(answer.at("/error/ofAllRows").asBoolean()).isTrue();
    }

    @Test
    void aJavaThatIsTooOldOrMissingIsNotTaken(@TempDir Path home) throws Exception {
        assertThatThrownBy(() -> JavaHomes.find(home.toString(), 21))
                .hasMessageContaining("spark.archives")
                .hasMessageContaining(home.toString());
        Path bin = Files.createDirectories(home.resolve("jre-17/bin"));
        assertThat(Files.createFile(bin.resolve("java")).toFile().setExecutable(true)).isTrue();
        Path release = Files.writeString(home.resolve("jre-17/release"), "JAVA_VERSION=\"17.0.2\"");
        assertThatThrownBy(() -> JavaHomes.find(home.toString(), 21)).hasMessageContaining("17");
        Files.writeString(release, "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"25\"\n");

        assertThat(JavaHomes.find(home.toString(), 21)).isEqualTo(bin.resolve("java"));
        assertThat(JavaHomes.find(home.resolve("jre-17").toString(), 21))
                .isEqualTo(bin.resolve("java"));
    }

    private static Engines.Engine worker(List<Path> jars) {
        return new WorkerEngine(WorkerEngine.command(JAVA, "64m", jars));
    }

    private String answer(Engines.Engine engine, String prompt) throws Exception {
        return engine.ask(request(bedrock, prompt)).get(60, TimeUnit.SECONDS);
    }

    private static ObjectNode request(LocalBedrock bedrock, String prompt) {
        AnswerOptions options =
                AnswerOptions.of("amazon.nova-lite-v1:0")
                        .withRegion("us-east-1")
                        .withEndpointUrl(bedrock.endpoint().toString());
        return JSON.createObjectNode().put("prompt", prompt).put("options", options.forEngine());
    }

    private static String withoutRequestId(String answer) {
        return answer.replaceAll("request [-0-9a-f]+", "request");
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
    }
}
