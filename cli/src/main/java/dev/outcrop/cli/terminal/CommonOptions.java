package dev.outcrop.cli.terminal;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options of every command. */
public final class CommonOptions {
    /** The name of the mixin's field in a command. */
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

    /** Returns the options of a command, as far as they were parsed. */
    public static CommonOptions of(CommandLine command) {
        CommandSpec mixin = command.getCommandSpec().mixins().get(FIELD);
        return mixin != null && mixin.userObject() instanceof CommonOptions options
                ? options
                : new CommonOptions();
    }
}
