package dev.outcrop.cli.command;

import dev.outcrop.cli.config.Config;
import dev.outcrop.cli.config.ConfigEdit;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.UsageException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code outcrop aliases}: short names of models. */
@Command(
        name = "aliases",
        description = "List, set and remove short names of models, for -m.",
        footer = {
            "",
            "Actions:",
            "  list              all aliases; the default",
            "  set NAME MODEL    set an alias to a model id or an ARN",
            "  remove NAME       remove an alias"
        })
public final class AliasesCommand implements Callable<Integer> {
    private static final List<String> ACTIONS = List.of("list", "set", "remove");
    private static final String TABLE = "aliases";

    private final ProcessContext stage;

    @Mixin CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "ACTION", arity = "0..*", description = "See below.")
    List<String> words = List.of();

    public AliasesCommand(ProcessContext stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        var actions = new Actions(TABLE, words);
        Config config = Config.load(stage);
        switch (actions.name("list")) {
            case "list" ->
                    config.aliases()
                            .forEach(
                                    (name, id) ->
                                            stage.stdio()
                                                    .out()
                                                    .println(
                                                            TerminalText.harmless(
                                                                    String.format(
                                                                            Locale.ROOT,
                                                                            "%-16s %s",
                                                                            name,
                                                                            id))));
            case "set" -> {
                String name = actions.argument(0, "NAME MODEL");
                ConfigEdit.set(config.file(), TABLE, name, actions.argument(1, "NAME MODEL"));
            }
            case "remove" -> {
                String name = actions.argument(0, "NAME");
                if (!ConfigEdit.set(config.file(), TABLE, name, null)) {
                    throw new UsageException("No alias \"" + name + "\".", "outcrop aliases");
                }
            }
            default -> throw actions.unknown(ACTIONS);
        }
        stage.stdio().out().flush();
        return ExitCode.OK.number();
    }
}
