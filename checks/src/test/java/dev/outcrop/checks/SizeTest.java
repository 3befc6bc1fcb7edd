package dev.outcrop.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small files, one idea each. */
class SizeTest {
    @Test
    void noPublishedFileIsOver400Lines() throws Exception {
        var tooLong = new ArrayList<String>();
        for (Path file : SourceFiles.published()) {
            long lines = lines(file);
            if (lines > 400) {
                tooLong.add(SourceFiles.root().relativize(file) + " has " + lines);
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
