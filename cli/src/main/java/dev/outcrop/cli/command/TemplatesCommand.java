package dev.outcrop.cli.command;

import dev.outcrop.cli.config.PromptFile;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.Editor;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.PrivateFile;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.UsageException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code outcrop templates}: templates of questions. */
@Command(
        name = "templates",
        description = {
            "List, show and edit templates of questions, for -t.",
            "A template is a TOML file with prompt, system and model; {name} stands for"
                    + " a value of -v name=..., {input} for the question."
        },
        footer = {
            "",
            "Actions:",
            "  list              the names of all templates; the default",
            "  show NAME         print a template",
            "  edit NAME         open a template in the editor; creates it",
            "  path              print the folder of the templates"
        })
public final class TemplatesCommand implements Callable<Integer> {
    private static final List<String> ACTIONS = List.of("list", "show", "edit", "path");
    private static final String BEGINNING =
            """
            # {input} is the question; other {names} are values of -v name=...
            prompt = \"""
            Translate into {language}:

            {input}
            \"""
            """;

    private final ProcessContext stage;

    @Mixin CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "ACTION", arity = "0..*", description = "See below.")
    List<String> words = List.of();

    public TemplatesCommand(ProcessContext stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        var actions = new Actions("templates", words);
        try {
            switch (actions.name("list")) {
                case "list" -> PromptFile.names(stage).forEach(this::print);
                case "path" -> print(PromptFile.folder(stage).toString());
                case "show" -> {
                    String name = actions.argument(0, "NAME");
                    PromptFile.load(stage, name);
                    print(Files.readString(PromptFile.file(stage, name)).stripTrailing());
                }
                case "edit" -> edit(actions.argument(0, "NAME"));
                default -> throw actions.unknown(ACTIONS);
            }
        } catch (IOException e) {
            throw new UsageException(
                    "Cannot use the template: " + e.getMessage() + ".", "outcrop templates path");
        }
        stage.stdio().out().flush();
        return ExitCode.OK.number();
    }

    private void edit(String name) throws IOException {
        Path file = PromptFile.file(stage, name);
        PrivateFile.ready(file);
        if (Files.size(file) == 0) {
            Files.writeString(file, BEGINNING);
        }
        Editor.open(file, stage);
        PromptFile.load(stage, name);
    }

    private void print(String line) {
        stage.stdio().out().println(TerminalText.harmless(line));
    }
}
