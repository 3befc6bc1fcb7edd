package dev.outcrop.cli.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.cli.terminal.UsageException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The shell of the system decides what the words of a command are. */
class ShellWordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "npx -y @modelcontextprotocol/server-everything",
                "  a \t b  c ",
                "a 'b c' \"d e\"",
                "a'b c'd\"e f\"g",
                "'' \"\" x",
                "'a\\b' \"a\\b\" a\\b",
                "\"a\\\"b\\\\c\\$d\\`e\"",
                "a\\ b \\'c\\' \\\"d",
                "'it'\\''s'",
                "a\\\nb",
                "'|' \\; \">\"",
                "x=1 --flag=\"a b\" 'ä ö'",
                "'multi\nline'",
            })
    void splitsLikeAShell(String command) throws Exception {
        assertThat(ShellWords.of(command, '/')).isEqualTo(byShell(command));
    }

    private static List<String> byShell(String command) throws IOException {
        Process shell =
                new ProcessBuilder("sh", "-c", "printf '%s\\0' " + command)
                        .redirectErrorStream(true)
                        .start();
        String words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Arrays.asList(words.substring(0, words.length() - 1).split("\0", -1));
    }

    @Test
    void expandsNothing() {
        assertThat(ShellWords.of("$HOME ~ *.txt $(id) `id` {a,b}", '/'))
                .containsExactly("$HOME", "~", "*.txt", "$(id)", "`id`", "{a,b}");
    }

    @Test
    void aBackslashIsPartOfPathsOnWindows() {
        assertThat(ShellWords.of("C:\\bin\\x.exe \"C:\\Program Files\\y\"", '\\'))
                .containsExactly("C:\\bin\\x.exe", "C:\\Program Files\\y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a 'b", "a \"b", "", "  ", "a | b", "a && b", "a > b", "a &"})
    void refusesWhatIsNotACommand(String command) {
        assertThatThrownBy(() -> ShellWords.of(command, '/')).isInstanceOf(UsageException.class);
    }
}
