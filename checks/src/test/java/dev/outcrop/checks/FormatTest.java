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

/**
 * The format is google-java-format's, in the AOSP style; {@code -Dformat} writes it instead of
 * checking.
 */
class FormatTest {
    @Test
    void everySourceFileIsFormatted() throws Exception {
        var formatter = new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());
        boolean write = System.getProperty("format") != null;
        var off = new ArrayList<Path>();
        for (Path file : SourceFiles.all()) {
            String source = Files.readString(file);
            String tidy =
                    ImportOrderer.reorderImports(
                            RemoveUnusedImports.removeUnusedImports(source), Style.AOSP);
            String formatted = formatter.formatSource(tidy);
            if (!formatted.equals(source)) {
                if (write) {
                    Files.writeString(file, formatted);
                } else {
                    off.add(SourceFiles.root().relativize(file));
                }
            }
        }
        assertThat(off)
                .as("not formatted; mvn -q -pl checks test -Dformat -Dtest=FormatTest mends it")
                .isEmpty();
    }
}
