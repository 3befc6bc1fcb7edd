package dev.outcrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All that the command prints, as files: {@code $} begins a command, {@code 2>} a line on stderr. A
 * line with {@code #} is what Bedrock answers next. {@code mvn -pl cli -am -Dgolden=write
 * -Dtest=GoldenTest test} writes what is printed now.
 */
class GoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final boolean WRITE = "write".equals(System.getProperty("golden"));
    private static final Pattern SETTING = Pattern.compile("[A-Z_]+=.*");

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\\S+");

    /** Signals and broken pipes need a process. */
    private static final Set<ExitCode> OF_PROCESSES =
            EnumSet.of(
                    ExitCode.OUTPUT,
                    ExitCode.INTERRUPTED,
                    ExitCode.READER_GONE,
                    ExitCode.TERMINATED);

    @TempDir Path home;

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void printsWhatTheFileSays(Path file) throws IOException {
        String expected = Files.readString(file);
        String actual = run(expected.lines().toList());
        if (WRITE) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(expected);
    }

    private String run(List<String> lines) {
        var log = new StringBuilder();
        try (LocalBedrock local = LocalBedrock.start()) {
            boolean account = lines.getFirst().startsWith("# ");
            for (String line : lines) {
                if (line.startsWith("# ")) {
                    local.script(answer(line.substring(2)));
                    log.append(line).append('\n');
                } else if (line.startsWith("$ ")) {
                    Cli cli = account ? Cli.of(home, local) : new Cli(home);
                    log.append(line).append('\n').append(result(cli, line.substring(2)));
                }
            }
        }
        return log.toString();
    }

    private static Scripted answer(String line) {
        String[] words = line.split(": ", 2);
        return words[0].equals("answer")
                ? Scripted.text(words[1].replace("\\n", "\n"))
                : Scripted.error(words[0], words[1]);
    }

    private String result(Cli cli, String line) {
        String command = line;
        int pipe = line.indexOf(" | outcrop ");
        if (pipe > 0) {
            cli.stdin(words(line.substring(0, pipe)).get(1).replace("\\n", "\n"));
            command = line.substring(pipe + 3);
        }
        var words = new ArrayList<String>(words(command));
        while (SETTING.matcher(words.getFirst()).matches()) {
            String[] setting = words.removeFirst().split("=", 2);
            cli.env(setting[0], setting[1]);
        }
        Cli.Result result = cli.run(words.subList(1, words.size()).toArray(String[]::new));
        var shown = new StringBuilder(steady(result.out()));
        steady(result.err()).lines().forEach(said -> shown.append("2> ").append(said).append('\n'));
        return shown.append("exit ").append(result.code()).append("\n\n").toString();
    }

    private static List<String> words(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .toList();
    }

    /** Without what is different in each run. */
    private String steady(String text) {
        return text.replace(home.toString(), "~")
                .replaceAll("http://127\\.0\\.0\\.1:\\d+", "http://127.0.0.1:PORT")
                .replaceAll("\\b[0-9A-HJKMNP-TV-Z]{26}\\b", "ID")
                .replaceAll("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "REQUEST")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d", "TIME")
                .replaceAll("at prices of \\d{4}-\\d\\d-\\d\\d", "at prices of DATE")
                .replaceAll("\"price_date\":\"[^\"]*\"", "\"price_date\":\"DATE\"")
                .replaceAll("(\"(?:ms|ttft_ms)\":)\\d+", "$1N")
                .replaceAll("outcrop \\S+, Java \\d+", "outcrop VERSION, Java N");
    }

    /** Shell commands and commands of a conversation are known by their first word. */
    @Test
    void eachCommandToTryCanBePasted() throws IOException {
        var commands = new ArrayList<String>();
        for (Path file : files()) {
            Files.readString(file)
                    .lines()
                    .filter(line -> line.contains("  Try:  "))
                    .map(line -> line.replaceFirst(".*  Try:  ", "").replaceFirst(" +# .*", ""))
                    .forEach(commands::add);
        }
        assertThat(commands).hasSizeGreaterThan(40);
        for (String command : commands) {
            List<String> words = words(command.replace('"', '\''));
            if (words.getFirst().equals("outcrop")) {
                String[] args = words.subList(1, words.size()).toArray(String[]::new);
                var stage =
                        ProcessContext.of(
                                Map.of(), Stdio.of(new Cli(home).in(), System.out, System.err));
                assertThatCode(() -> Commands.root(args, stage).parseArgs(args))
                        .as(command)
                        .doesNotThrowAnyException();
            } else {
                assertThat(words.getFirst())
                        .as(command)
                        .isIn("aws", "export", "unset", "mkdir", "mv", "df", "ls", "/help");
            }
        }
    }

    @Test
    void eachCommandAndExitCodeHasAFile() throws IOException {
        var all = new StringBuilder();
        for (Path file : files()) {
            all.append(Files.readString(file));
        }
        for (String line : new Cli(home).run("help").out().lines().toList()) {
            if (line.matches("  [a-z]+ +[A-Z].*")) {
                assertThat(all.toString())
                        .contains("outcrop " + line.strip().replaceFirst(" .*", ""));
            }
        }
        for (ExitCode code : EnumSet.complementOf(EnumSet.copyOf(OF_PROCESSES))) {
            assertThat(all.toString()).contains("\nexit " + code.number() + "\n");
        }
    }
}
