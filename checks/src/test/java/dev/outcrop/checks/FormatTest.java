package dev.outcrop.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The format is google-java-format's, in the AOSP style; {@code -Dformat} writes it instead of
 * checking.
 */
class FormatTest {
    private static final Formatter FORMATTER =
            new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());

    @Test
    void everySourceFileIsFormatted() throws Exception {
        boolean write = System.getProperty("format") != null;
        var off = new ArrayList<Path>();
        try (var threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            var checked = new LinkedHashMap<Path, Future<Boolean>>();
            for (Path file : SourceFiles.all()) {
                checked.put(file, threads.submit(() -> isFormatted(file, write)));
            }
            for (var file : checked.entrySet()) {
                if (!file.getValue().get()) {
                    off.add(SourceFiles.root().relativize(file.getKey()));
                }
            }
        }
        assertThat(off)
                .as("not formatted; mvn -q -pl checks test -Dformat -Dtest=FormatTest mends it")
                .isEmpty();
    }

    private static boolean isFormatted(Path file, boolean write) throws Exception {
        String source = Files.readString(file);
        String tidy =
                ImportOrderer.reorderImports(
                        RemoveUnusedImports.removeUnusedImports(source), Style.AOSP);
        String formatted = FORMATTER.formatSource(tidy);
        if (write && !formatted.equals(source)) {
            Files.writeString(file, formatted);
            return true;
        }
        return formatted.equals(source);
    }
}
