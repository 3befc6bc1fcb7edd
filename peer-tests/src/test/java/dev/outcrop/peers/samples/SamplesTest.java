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
    private static final Map<Sample, List<String>> ERRORS = new LinkedHashMap<>();
    private static List<Sample> all = List.of();
    private static List<Sample> running = List.of();
    private static String printed = "";
    private static SampleProcess process;

    @TempDir private static Path folder;

    @BeforeAll
    static void compileAndRun() throws Exception {
        all = SamplePages.all();
        Source names = new Source("docs/samples.md", "Names", SamplePages.program().namesFile());
        assertThat(COMPILER.compile(classes("Names"), List.of(), List.of(names))).isEmpty();
        for (Sample sample : all) {
            ERRORS.put(sample, errors(sample));
        }
        running = all.stream().filter(it -> it.runs() && ERRORS.get(it).isEmpty()).toList();
        try (var local = LocalBedrock.start()) {
            Path home = folder.resolve("home");
            process = new SampleProcess(home, local);
            Matcher prices = PRICES.matcher(Files.readString(Path.of("../docs/models.md")));
            assertThat(prices.find()).isTrue();
            Files.writeString(home.resolve("prices.json"), prices.group(1));
            printed = process.run(running.stream().map(SamplesTest::program).toList());
        }
    }

    private static List<String> errors(Sample sample) throws Exception {
        List<String> options =
                sample.kind() == Sample.Kind.MODULE
                        ? List.of("-p", modulePath())
                        : List.of(
                                "-cp",
                                classes("Names") + File.pathSeparator + SampleProcess.CLASS_PATH);
        return COMPILER.compile(
                classes(sample.className()),
                options,
                List.of(new Source(sample.toString(), sample.className(), sample.source())));
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

    private static Path classes(String name) {
        return folder.resolve("classes").resolve(name);
    }

    private static SampleProcess.Run program(Sample sample) {
        return new SampleProcess.Run(
                sample.kind(),
                sample.className(),
                List.of(classes(sample.className()), classes("Names")));
    }

    @ParameterizedTest
    @FieldSource("all")
    void itCompiles(Sample sample) {
        assumeTrue(
                sample.kind() != Sample.Kind.MODULE || isModular(),
                "the library is a folder without its descriptor");
        assertThat(ERRORS.get(sample)).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("running")
    void itRuns(Sample sample) throws Exception {
        assertThat(process.failure(program(sample))).as(printed).isEmpty();
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
