package dev.outcrop.peers.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outcrop.Bedrock;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.peers.samples.SampleCompiler.Source;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Each sample of the README and of docs/, compiled as a file of its own, and run. */
class SamplesTest {
    private static final Pattern PRICES = Pattern.compile("(?ms)^```json\\n(.*?)^```$");

    private static final SampleCompiler COMPILER = new SampleCompiler();
    private static final String STATEMENTS = "statements";
    private static final List<String> ON_CLASS_PATH = List.of("-cp", SampleProcess.CLASS_PATH);

    /** By the name of the sample. */
    private static final Map<String, List<String>> ERRORS = new LinkedHashMap<>();

    private static List<Sample> all = List.of();
    private static List<Sample> running = List.of();
    private static String printed = "";
    private static SampleProcess process;

    @TempDir private static Path folder;

    @BeforeAll
    static void compileAndRun() throws Exception {
        all = SamplePages.all();
        compileStatements();
        for (Sample sample : all) {
            if (sample.kind() != Sample.Kind.STATEMENTS) {
                compileFile(sample);
            }
        }
        running =
                all.stream().filter(it -> it.runs() && !ERRORS.containsKey(it.toString())).toList();
        try (var local = LocalBedrock.start()) {
            Path home = folder.resolve("home");
            process = new SampleProcess(home, local);
            Matcher prices = PRICES.matcher(Files.readString(Path.of("../docs/models.md")));
            assertThat(prices.find()).isTrue();
            Files.writeString(home.resolve("prices.json"), prices.group(1));
            printed = process.run(running.stream().map(SamplesTest::program).toList());
        }
    }

    /**
     * All at once: their classes have names of their own. Then again without those that do not
     * compile, as the compiler writes no class and may find no other error beside theirs.
     */
    private static void compileStatements() throws Exception {
        var sources = new ArrayList<Source>();
        sources.add(new Source("docs/samples.md", "Names", SamplePages.program().namesFile()));
        all.stream()
                .filter(it -> it.kind() == Sample.Kind.STATEMENTS)
                .forEach(it -> sources.add(source(it)));
        Map<String, List<String>> found;
        do {
            found = COMPILER.compile(folder.resolve(STATEMENTS), ON_CLASS_PATH, sources);
            ERRORS.putAll(found);
        } while (sources.removeIf(it -> ERRORS.containsKey(it.name())) && !found.isEmpty());
    }

    private static void compileFile(Sample sample) throws Exception {
        ERRORS.putAll(
                COMPILER.compile(
                        classes(sample),
                        sample.kind() == Sample.Kind.MODULE
                                ? List.of("-p", modulePath())
                                : ON_CLASS_PATH,
                        List.of(source(sample))));
    }

    private static Source source(Sample sample) {
        return new Source(sample.toString(), sample.className(), sample.source());
    }

    /** The library, and what its descriptor requires. */
    private static String modulePath() {
        return String.join(
                File.pathSeparator,
                Arrays.stream(SampleProcess.CLASS_PATH.split(File.pathSeparator, -1))
                        .filter(
                                entry ->
                                        entry.equals(library().toString())
                                                || entry.contains("jackson-core-3")
                                                || entry.contains("jspecify"))
                        .toList());
    }

    private static Path library() {
        try {
            return Path.of(
                    Bedrock.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Path classes(Sample sample) {
        return folder.resolve(
                sample.kind() == Sample.Kind.STATEMENTS
                        ? STATEMENTS
                        : sample.toString().replaceAll("\\W", "-"));
    }

    private static SampleProcess.Run program(Sample sample) {
        return new SampleProcess.Run(sample.kind(), sample.className(), List.of(classes(sample)));
    }

    @Test
    void theNamesOfTheSamplesCompile() {
        assertThat(ERRORS).doesNotContainKeys("docs/samples.md", "");
    }

    @ParameterizedTest
    @FieldSource("all")
    void itCompiles(Sample sample) {
        assumeTrue(
                sample.kind() != Sample.Kind.MODULE || isModular(),
                "the library is a folder without its descriptor");
        assertThat(ERRORS).doesNotContainKey(sample.toString());
    }

    @ParameterizedTest
    @FieldSource("running")
    void itRuns(Sample sample) throws Exception {
        assertThat(process.failure(program(sample))).isEmpty();
    }

    @Test
    void mostSamplesRun() {
        assertThat(all).hasSizeGreaterThan(40);
        assertThat(running).hasSizeGreaterThan(all.size() * 3 / 4);
    }

    @Test
    void theFirstSampleOfTheReadmeTellsJokes() {
        assertThat(printed).contains("3. A statistician's wife");
    }

    private static boolean isModular() {
        return Files.isRegularFile(library())
                || Files.exists(library().resolve("module-info.class"));
    }
}
