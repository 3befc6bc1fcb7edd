package dev.outcrop.cli.terminal;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What every command understands. */
public final class CommonOptions {
    /** The mixin's name where a command's field has it. */
    private static final String FIELD = "common";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help.")
    boolean help;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "Use color on the terminal: auto, always or never.")
    public Color color = Color.AUTO;

    @Option(names = "--debug", description = "On error, print the stack trace.")
    boolean debug;

    /** Those that were read for a command, as far as reading got. */
    public static CommonOptions of(CommandLine command) {
        CommandSpec mixin = command.getCommandSpec().mixins().get(FIELD);
        return mixin != null && mixin.userObject() instanceof CommonOptions options
                ? options
                : new CommonOptions();
    }
}
