package dev.outcrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page about the command has each command and each option. */
class CommandPageTest {
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])(--?[A-Za-z][a-z-]*)");
    private static final Pattern SYNOPSIS_END = Pattern.compile("\n {2,6}-");

    @TempDir Path home;

    @Test
    void itHasEachOption() throws Exception {
        String page = page();
        for (String command :
                List.of("ask", "chat", "log", "models", "config", "doctor", "mcp", "help")) {
            String help = new Cli(home).run("help", command).out();
            Matcher begin = SYNOPSIS_END.matcher(help);
            assertThat(begin.find()).as(command).isTrue();
            for (String line : help.substring(begin.start()).lines().toList()) {
                if (line.matches(" {2,6}-.*")) {
                    Matcher option = OPTION.matcher(line.split(" {2,}", 3)[1]);
                    while (option.find()) {
                        assertThat(page)
                                .as("%s of %s", option.group(1), command)
                                .contains(option.group(1));
                    }
                }
            }
        }
    }

    @Test
    void itHasEachCommand() throws Exception {
        String page = page();
        Matcher command =
                Pattern.compile("(?m)^ {2}([a-z]+) {2,}").matcher(new Cli(home).run("help").out());
        int count = 0;
        while (command.find()) {
            assertThat(page).contains("`" + command.group(1) + "`");
            count++;
        }
        assertThat(count).isGreaterThan(8);
    }

    private static String page() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("CONTRIBUTING.md"))) {
            root = Objects.requireNonNull(root.getParent());
        }
        return Files.readString(root.resolve("docs").resolve("command.md"));
    }
}
