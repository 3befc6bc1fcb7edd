package dev.outcrop.cli.bedrock;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/** Options for what is printed. */
public final class OutputOptions {
    @Option(names = "--no-stream", description = "Print the answer when it is complete.")
    public boolean noStream;

    @Option(names = "--raw", description = "On a terminal, print Markdown as it is.")
    public boolean raw;

    @Option(names = "--hide-thinking", description = "Do not print the model's thinking.")
    public boolean hideThinking;

    @Option(
            names = "--width",
            paramLabel = "N",
            description = "Wrap text on a terminal at N columns; 0 for never.")
    public @Nullable Integer width;

    @Option(
            names = {"-u", "--usage"},
            description = "Print tokens and cost to stderr.")
    public boolean usage;

    @Option(names = "--no-log", description = "Do not store the conversation.")
    public boolean noLog;
}
