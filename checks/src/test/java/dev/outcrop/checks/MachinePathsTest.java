package dev.outcrop.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;

/** The checkout builds anywhere: no path of one machine is in it. */
class MachinePathsTest {
    private static final Pattern MACHINE_PATH =
            Pattern.compile("/(work|root|home/\\w+)/|/usr/lib/" + "jvm");

    @Test
    void noSourceFileNamesAPathOfAMachine() throws Exception {
        var found = new ArrayList<Path>();
        for (Path file : SourceFiles.all()) {
            if (MACHINE_PATH.matcher(Files.readString(file)).find()) {
                found.add(SourceFiles.root().relativize(file));
            }
        }
        assertThat(found).isEmpty();
    }
}
