package dev.outcrop.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Small files, one idea each. */
class SizeTest {
    /** All kinds of a sealed type are in one file. */
    private static final Set<String> SEALED =
            Set.of(
                    "core/src/main/java/dev/outcrop/json/Json.java",
                    "core/src/main/java/dev/outcrop/message/Content.java");

    @Test
    void noPublishedFileIsOver400Lines() throws Exception {
        var tooLong = new ArrayList<String>();
        for (Path file : SourceFiles.published()) {
            String name = SourceFiles.root().relativize(file).toString();
            long lines = lines(file);
            if (lines > (SEALED.contains(name) ? 430 : 400)) {
                tooLong.add(name + " has " + lines);
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void theMedianIsAtMost80Lines() throws Exception {
        List<Long> sizes = new ArrayList<>();
        for (Path file : SourceFiles.published()) {
            sizes.add(lines(file));
        }
        sizes.sort(null);
        assertThat(sizes.get(sizes.size() / 2)).isLessThanOrEqualTo(80);
    }

    private static long lines(Path file) throws Exception {
        try (var lines = Files.lines(file)) {
            return lines.count();
        }
    }
}
