package dev.outcrop.peers.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.local.LocalBedrock;
import dev.outcrop.peers.samples.SampleCompiler.Source;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** docs/tasks.md: how many statements six tasks take. {@link SamplesTest} runs Outcrop's. */
class TasksTest {
    private static final Path PAGE = Path.of("../docs/tasks.md");
    private static final Pattern SECTION =
            Pattern.compile("(?ms)^## ([^\\n]+)\\n(.*?)(?=^## |\\z)");
    private static final Pattern BLOCK =
            Pattern.compile("(?ms)^```java( langchain4j)?\\n(.*?)^```$");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| \\[(.+)]\\(#.*\\) \\| (\\d+) \\| (\\d+) \\|$");
    private static final String CLASS = "public class Task ";
    private static final String PLACE = "        // the task\n";

    private static final SampleCompiler COMPILER = new SampleCompiler();
    private static final Map<String, Task> TASKS = new LinkedHashMap<>();
    private static String text = "";

    @TempDir private static Path folder;

    private record Task(String outcrop, String langChain4j) {}

    @BeforeAll
    static void read() throws Exception {
        text = Files.readString(PAGE);
        Matcher section = SECTION.matcher(text);
        while (section.find()) {
            List<String> blocks =
                    BLOCK.matcher(section.group(2)).results().map(it -> it.group(2)).toList();
            assertThat(blocks).as(section.group(1)).hasSize(2);
            TASKS.put(section.group(1), new Task(blocks.getFirst(), blocks.getLast()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Question,1",
        "Streamed conversation,3",
        "Tool,4",
        "Record,2",
        "Picture,1",
        "100 prompts with progress,1"
    })
    void outcropNeedsFewStatements(String task, int most) {
        assertThat(count(Objects.requireNonNull(TASKS.get(task)).outcrop()))
                .isLessThanOrEqualTo(most);
    }

    @Test
    void theTableHasTheCountsOfTheCode() {
        var rows = new LinkedHashMap<String, String>();
        Matcher row = ROW.matcher(text);
        while (row.find()) {
            rows.put(row.group(1), row.group(2) + " " + row.group(3));
        }
        var counted = new LinkedHashMap<String, String>();
        TASKS.forEach(
                (name, task) ->
                        counted.put(
                                name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1),
                                count(task.outcrop()) + " " + count(task.langChain4j())));
        assertThat(rows).isEqualTo(counted).hasSize(6);
    }

    private static int count(String statements) {
        return Statements.count(statements);
    }

    @Test
    void theCodeOfLangChain4jRuns() throws Exception {
        Matcher first = BLOCK.matcher(text);
        assertThat(first.find()).isTrue();
        String program = first.group(2);
        assertThat(program).contains(CLASS, PLACE);

        var runs = new ArrayList<SampleProcess.Run>();
        for (Task task : TASKS.values()) {
            String name = "Task" + runs.size();
            Path classes = folder.resolve(name);
            String source =
                    program.replace(CLASS, "class " + name + " ")
                            .replace(PLACE, task.langChain4j());
            assertThat(
                            COMPILER.compile(
                                    classes,
                                    List.of("-cp", SampleProcess.CLASS_PATH),
                                    List.of(new Source("docs/tasks.md", name, source))))
                    .isEmpty();
            runs.add(new SampleProcess.Run(Sample.Kind.PROGRAM, name, List.of(classes)));
        }
        try (var local = LocalBedrock.start()) {
            var process = new SampleProcess(folder.resolve("home"), local);
            process.run(runs);
            for (SampleProcess.Run run : runs) {
                assertThat(process.failure(run)).isEmpty();
            }
            assertThat(local.requests()).hasSizeGreaterThan(100);
        }
    }
}
