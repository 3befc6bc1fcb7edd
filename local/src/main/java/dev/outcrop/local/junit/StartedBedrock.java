package dev.outcrop.local.junit;

import dev.outcrop.Bedrock;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.recording.Replay;
import dev.outcrop.local.script.ScriptFile;

import org.junit.platform.commons.support.ReflectionSupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** An emulator and a client of it; both are closed together. */
record StartedBedrock(LocalBedrock local, Bedrock bedrock) implements AutoCloseable {
    static StartedBedrock as(Optional<LocalBedrockTest> said, Class<?> test) {
        LocalBedrock.Builder builder = LocalBedrock.builder();
        said.ifPresent(
                wanted -> {
                    builder.seed(wanted.seed())
                            .models(wanted.models())
                            .toolCalling(wanted.toolCalling());
                    if (wanted.strict()) {
                        builder.strict();
                    }
                    if (wanted.engine() != Engine.class) {
                        builder.engine(ReflectionSupport.newInstance(wanted.engine()));
                    }
                    if (!wanted.script().isEmpty()) {
                        builder.script("*", script(test, wanted.script()));
                    }
                    if (!wanted.replay().isEmpty()) {
                        builder.standIn(Replay.from(Path.of(wanted.replay())));
                    }
                });
        LocalBedrock local = builder.start();
        return new StartedBedrock(local, local.connect());
    }

    private static ScriptFile script(Class<?> test, String name) {
        try (InputStream in = test.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "resource not found: " + name + " next to " + test.getName());
            }
            return ScriptFile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        bedrock.close();
        local.close();
    }
}
