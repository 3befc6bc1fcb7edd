package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is said to be tested elsewhere is, by tests that are there. */
class ElsewhereTest {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void everyTestThatIsNamedIsThere() throws Exception {
        for (Elsewhere.Reason reason : Elsewhere.ROWS.values()) {
            for (String test : reason.tests()) {
                String[] name = test.split("\\.", 2);
                List<Path> files = files(name[0] + ".java");
                assertThat(files).as(test).isNotEmpty();
                if (name.length == 2) {
                    assertThat(files)
                            .as(test)
                            .anyMatch(file -> text(file).contains("void " + name[1] + "("));
                }
            }
        }
    }

    @Test
    void aRowThatNoTestChecksSaysWhy() {
        assertThat(Elsewhere.ROWS.values())
                .allMatch(reason -> !reason.tests().isEmpty() || !reason.words().isBlank());
    }

    /** Below each module; what was built, and what is no module of Java, is passed over. */
    private static List<Path> files(String name) throws IOException {
        try (var modules = Files.list(CHECKOUT)) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(ElsewhereTest::below)
                    .filter(file -> file.getFileName().toString().equals(name))
                    .toList();
        }
    }

    private static Stream<Path> below(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
