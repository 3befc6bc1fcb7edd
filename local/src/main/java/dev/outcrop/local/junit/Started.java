package dev.outcrop.local.junit;

import dev.outcrop.Bedrock;
import dev.outcrop.local.LocalBedrock;

import java.util.Optional;

/** A local Bedrock and a client of it; both are closed together. */
record Started(LocalBedrock local, Bedrock bedrock) implements AutoCloseable {
    static Started as(Optional<LocalBedrockTest> said) {
        LocalBedrock.Builder builder = LocalBedrock.builder();
        said.ifPresent(
                wanted -> {
                    builder.seed(wanted.seed());
                    if (wanted.strict()) {
                        builder.strict();
                    }
                });
        LocalBedrock local = builder.start();
        return new Started(local, local.connect());
    }

    @Override
    public void close() {
        bedrock.close();
        local.close();
    }
}
