package dev.outcrop.cli.bedrock;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/** Options for the endpoint and the credentials. */
public final class WhereOptions {
    @Option(names = "--profile", paramLabel = "NAME", description = "AWS profile.")
    @Nullable String profile;

    @Option(names = "--region", paramLabel = "NAME", description = "AWS region.")
    @Nullable String region;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = "Send calls to this URL instead of the region's endpoint.")
    @Nullable String endpointUrl;

    @Option(
            names = "--local",
            description =
                    "Use a local Bedrock emulator in this process: no account, no"
                            + " cost, no model.")
    boolean local;
}
