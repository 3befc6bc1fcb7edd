package dev.outcrop.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The typed command, shown with another option. */
class TypedCommandTest {
    private static TypedCommand typed(String... args) {
        CommandSpec ask =
                CommandSpec.create()
                        .name("ask")
                        .addOption(one("-m", "--model").build())
                        .addOption(OptionSpec.builder("--local").build())
                        .addOption(one("--think").arity("0..1").build())
                        .addOption(
                                many(Map.class, "-p", "--param")
                                        .auxiliaryTypes(String.class, String.class)
                                        .build())
                        .addOption(
                                many(List.class, "--engine").auxiliaryTypes(String.class).build())
                        .addOption(one("--token").build())
                        .addPositional(
                                PositionalParamSpec.builder()
                                        .type(List.class)
                                        .auxiliaryTypes(String.class)
                                        .arity("0..*")
                                        .build());
        var line = new CommandLine(CommandSpec.create().addSubcommand("ask", ask));
        line.parseArgs(args);
        return TypedCommand.of(ask);
    }

    private static OptionSpec.Builder one(String... names) {
        return OptionSpec.builder(names).type(String.class).arity("1");
    }

    private static OptionSpec.Builder many(Class<?> type, String... names) {
        return OptionSpec.builder(names).type(type).arity("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ask -m a hi                      | -m b           | outcrop ask -m b hi
                    ask --model=a hi                 | -m b           | outcrop ask -m b hi
                    ask hi -ma there                 | -m b           | outcrop ask -m b hi there
                    ask --local hi                   | -m b           | outcrop ask -m b --local hi
                    ask --think hi                   | --think=low    | outcrop ask --think=low hi
                    ask --think=mad hi               | --think=low    | outcrop ask --think=low hi
                    ask -m a -- -m x                 | -m b           | outcrop ask -m b -- -m x
                    ask -p topk=1 -p x=2 hi          | -p top_k=1     | outcrop ask -p top_k=1 -p x=2 hi
                    ask -p a=1 hi                    | -p language=V  | outcrop ask -p language=V -p a=1 hi
                    ask --engine x hi                | --engine echo  | outcrop ask --engine echo hi
                    ask --engine x --engine y hi     | --engine echo  | outcrop ask --engine echo --engine x --engine y hi
                    ask --token abc hi               | -m b           | outcrop ask -m b hi
                    ask ask                          | -m b           | outcrop ask -m b ask
                    """)
    void theOptionIsInPlaceOfTheOneGiven(String args, String option, String shown) {
        assertThat(typed(args.strip().split(" ", -1)).with(option)).isEqualTo(shown);
    }

    @Test
    void aShellReadsTheSameArguments() throws Exception {
        String[] words = {"it's", "two words", "$HOME `id` \"q\" \\ * !", "line\nline", "", "ä日"};
        var args = new ArrayList<>(List.of(words));
        args.addFirst("ask");

        String command = String.valueOf(typed(args.toArray(String[]::new)).with("-m b"));

        assertThat(shell(command))
                .isEqualTo("<outcrop><ask><-m><b><" + String.join("><", words) + ">");
    }

    private static String shell(String command) throws IOException {
        var builder = new ProcessBuilder("sh", "-c", "printf '<%s>' " + command);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://me:secret@host/",
                "AKIAIOSFODNN7EXAMPLE",
                "bedrock-api-key-abc",
                "Authorization: Bearer x"
            })
    void aSecretIsNotShown(String word) {
        assertThat(typed("ask", word).with("-m b")).isNull();
    }

    @Test
    void nothingIsShownThatCannotBePasted() {
        assertThat(typed("ask", "x".repeat(3_000)).with("-m b")).isNull();
        assertThat(typed("ask", "hi").with("--unknown x")).isNull();
    }
}
