package dev.outcrop.cli.command;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.cli.config.Config;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.UsageException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/** {@code outcrop completion}: prints completion scripts, and the manual page. */
@Command(
        name = "completion",
        description = "Print a completion script for a shell, or the manual page.",
        footer = {
            "",
            "  bash:  outcrop completion bash > ~/.local/share/bash-completion/completions/outcrop",
            "  zsh:   outcrop completion zsh > ~/.zfunc/_outcrop    # with ~/.zfunc in fpath",
            "  fish:  outcrop completion fish > ~/.config/fish/completions/outcrop.fish",
            "  man:   outcrop completion man > ~/.local/share/man/man1/outcrop.1"
        })
public final class CompletionCommand implements Callable<Integer> {
    private final ProcessContext stage;

    @Mixin CommonOptions common = new CommonOptions();
    @Spec CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "bash, zsh, fish, or man for the manual page.")
    String shell = "";

    public CompletionCommand(ProcessContext stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        CommandLine root = Objects.requireNonNull(spec.commandLine().getParent());
        var models = new ArrayList<>(Config.load(stage).aliases().keySet());
        Catalog.standard().models().forEach(facts -> models.add(facts.id()));
        var script = new CompletionScript(root, List.copyOf(models));
        stage.stdio()
                .out()
                .print(
                        switch (shell) {
                            case "bash" -> script.bash();
                            case "zsh" -> script.zsh();
                            case "fish" -> script.fish();
                            case "man" -> new ManPage(root).text();
                            default ->
                                    throw new UsageException(
                                            "Unknown shell \"" + shell + "\".",
                                            "outcrop completion bash");
                        });
        stage.stdio().out().flush();
        return ExitCode.OK.number();
    }
}
