package dev.outcrop.cli.command;

import dev.outcrop.SetupCheck;
import dev.outcrop.SetupCheck.State;
import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.bedrock.WhereOptions;
import dev.outcrop.cli.terminal.CommandRemedy;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.TypedCommand;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code outcrop doctor}: checks what a call needs, one thing after the other. */
@Command(
        name = "doctor",
        description = {
            "Check the setup and print how to fix it.",
            "Checks credentials, region, endpoints, clock and models. No"
                    + " secret is printed, and nothing is billed without --call."
        })
public final class DoctorCommand implements Callable<Integer> {
    private final ProcessContext stage;

    @Spec CommandSpec spec = CommandSpec.create(); // set by picocli
    @Mixin CommonOptions common = new CommonOptions();
    @Mixin WhereOptions where = new WhereOptions();

    @Option(
            names = {"-m", "--model"},
            paramLabel = "ID",
            description = "Model to check. Default: the default model of ask.")
    @Nullable String model;

    @Option(
            names = "--call",
            description = "Also request one token from the model, which is billed.")
    boolean call;

    public DoctorCommand(ProcessContext stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        try (BedrockConnection connection = BedrockConnection.open(where, stage)) {
            List<SetupCheck> checks = connection.checkup(model, call);
            var reported = new HashSet<String>();
            for (SetupCheck check : checks) {
                boolean again = check.state() == State.WRONG && !reported.add(check.found());
                stage.stdio().out().println(again ? same(check) : line(check));
                if (check.remedy() != null && !again) {
                    advise(CommandRemedy.of(check.remedy()));
                }
            }
            stage.stdio().out().flush();
            return code(checks).number();
        }
    }

    /** A command to paste, if there is one; a sentence otherwise, or in addition. */
    private void advise(String remedy) {
        String command = CommandRemedy.whole(remedy, TypedCommand.of(spec)::with);
        if (command == null || CommandRemedy.isSentence(remedy)) {
            stage.stdio().out().println("           Hint: " + TerminalText.harmless(remedy));
        }
        if (command != null) {
            stage.stdio().out().println("           Try:  " + TerminalText.harmless(command));
        }
    }

    /** One cause can fail several checks. */
    private static String same(SetupCheck check) {
        return String.format(Locale.ROOT, "%-6s %-14s %s", "FAIL", check.what(), "same cause");
    }

    private static String line(SetupCheck check) {
        String state =
                switch (check.state()) {
                    case OK -> "ok";
                    case DOUBTFUL -> "warn";
                    case WRONG -> "FAIL";
                    case NOT_CHECKED -> "skip";
                };
        String found = TerminalText.harmless(check.found().replaceAll("\\s+", " "));
        return String.format(Locale.ROOT, "%-6s %-14s %s", state, check.what(), found);
    }

    private static ExitCode code(List<SetupCheck> checks) {
        for (SetupCheck check : checks) {
            if (check.state() == State.WRONG) {
                return check.what().equals("credentials") ? ExitCode.CREDENTIALS : ExitCode.FAILED;
            }
        }
        return ExitCode.OK;
    }
}
