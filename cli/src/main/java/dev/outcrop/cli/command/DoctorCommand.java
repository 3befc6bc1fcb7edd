package dev.outcrop.cli.command;

import dev.outcrop.Bedrock.SetupCheck;
import dev.outcrop.Bedrock.SetupCheck.State;
import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.bedrock.WhereOptions;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.TerminalText;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code outcrop doctor}: checks what a call needs, one thing after the other. */
@Command(
        name = "doctor",
        description = {
            "Look at what a call needs, and say what to do.",
            "Credentials, region, endpoints, clock, models: each line says ok, or what is wrong. No secret is shown, and nothing is billed without"
                    + " --call."
        })
public final class DoctorCommand implements Callable<Integer> {
    private final ProcessContext stage;

    @Mixin CommonOptions common = new CommonOptions();
    @Mixin WhereOptions where = new WhereOptions();

    @Option(
            names = {"-m", "--model"},
            paramLabel = "ID",
            description = "The model to look for; the default one unless given.")
    @Nullable String model;

    @Option(names = "--call", description = "Also ask the model for one token, which is billed.")
    boolean call;

    public DoctorCommand(ProcessContext stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        try (BedrockConnection connection = BedrockConnection.open(where, stage)) {
            List<SetupCheck> checks = connection.checkup(model, call);
            for (SetupCheck check : checks) {
                stage.stdio().out().println(line(check));
                if (check.remedy() != null) {
                    stage.stdio()
                            .out()
                            .println("           try: " + TerminalText.harmless(check.remedy()));
                }
            }
            stage.stdio().out().flush();
            return code(checks).number();
        }
    }

    private static String line(SetupCheck check) {
        String state =
                switch (check.state()) {
                    case OK -> "ok";
                    case DOUBTFUL -> "look";
                    case WRONG -> "WRONG";
                    case NOT_CHECKED -> "-";
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
