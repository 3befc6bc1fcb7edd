package dev.outcrop.local.internal.jobs;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Luma Ray: one video of five or nine seconds.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-luma.html">Luma
 *     AI models</a>
 */
record LumaRay() implements VideoModel {
    private static final int SHORT = 5;
    private static final int LONG = 9;

    @Override
    public void check(Json.Obj input) {
        String prompt = input.string("prompt");
        if (prompt == null || prompt.isEmpty()) {
            throw ServiceError.validation("The prompt is required.");
        }
        String duration = input.string("duration");
        if (duration != null && !duration.equals("5s") && !duration.equals("9s")) {
            throw ServiceError.validation("The duration must be 5s or 9s.");
        }
    }

    @Override
    public void write(Json.Obj input, Path folder, String uri) throws IOException {
        int seconds = "9s".equals(input.string("duration")) ? LONG : SHORT;
        Files.createDirectories(folder);
        Files.write(
                folder.resolve("output.mp4"),
                EmptyVideo.of(String.valueOf(input.string("prompt")), seconds));
    }
}
