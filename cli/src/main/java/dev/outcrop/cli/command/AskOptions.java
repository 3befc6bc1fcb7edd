package dev.outcrop.cli.command;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.List;

/** Options of one question: what is sent with it, and the form of the answer. */
final class AskOptions {
    @Option(
            names = {"-a", "--attach"},
            paramLabel = "FILE",
            description = {
                "Image, document, video or sound: a file, an https or s3 address, or - for stdin.",
                "Can be repeated."
            })
    List<String> attachments = List.of();

    @Option(
            names = {"--at", "--attach-type"},
            paramLabel = "TYPE",
            description = "Type of the attachments, such as image/png. Default: detected.")
    @Nullable String type;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = {
                "Text file or folder to add to the question; - for stdin.",
                "Can be repeated."
            })
    List<String> files = List.of();

    @Option(
            names = {"-n", "--no-stdin"},
            description = "Do not read stdin.")
    boolean noStdin;

    @Option(
            names = "--schema",
            paramLabel = "SCHEMA",
            description = {
                "Answer with JSON that has this schema: a file, or names with types:",
                "--schema 'name, age int, tags list'"
            })
    @Nullable String schema;

    @Option(
            names = {"-x", "--extract"},
            description = "Print only the first code block of the answer.")
    boolean code;

    @Option(
            names = "--json",
            description = "Print the answer with its data as a JSON object; see outcrop help json.")
    boolean json;

    @Option(
            names = "--ndjson",
            description = "Print the events of the answer as JSON, one object a line.")
    boolean ndjson;

    @Option(
            names = "--save",
            paramLabel = "NAME",
            description = "Save PROMPT and options as a template for -t; send nothing.")
    @Nullable String save;

    @Option(
            names = "--dry-run",
            description = "Print the request that would be sent; send nothing.")
    boolean dryRun;
}
