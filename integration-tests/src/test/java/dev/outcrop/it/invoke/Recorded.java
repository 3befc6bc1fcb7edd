package dev.outcrop.it.invoke;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.protocol.invoke.NativeFormats;
import dev.outcrop.internal.protocol.invoke.VendorFormats;
import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.json.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A recorded exchange of InvokeModel or InvokeModelWithResponseStream. */
record Recorded(String id, Json.Obj json) {
    private static final Path INTERACTIONS =
            Path.of("..", "..", "shared", "corpus", "interactions");

    private static final Pattern RETIRED =
            Pattern.compile(".*(amazon\\.titan-t(ext|g1)-|ai21\\.j2-|cohere\\.command-).*");

    /** All of them; skips the test, in one line, where there are none. */
    static List<Recorded> all() {
        if (!Files.isDirectory(INTERACTIONS)) {
            System.out.println(
                    "shared/ absent: recorded invocations are not beside this checkout, tests of"
                            + " them are skipped");
        }
        assumeTrue(Files.isDirectory(INTERACTIONS), "shared/ absent");
        try (Stream<Path> files = Files.list(INTERACTIONS)) {
            return files.sorted()
                    .map(Recorded::read)
                    .filter(one -> one.operation().startsWith("InvokeModel"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recorded read(Path file) {
        try {
            String name = file.getFileName().toString();
            return new Recorded(
                    name.substring(0, name.length() - ".json".length()),
                    (Json.Obj) Json.parse(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String operation() {
        return String.valueOf(json.string("operation"));
    }

    String modelId() {
        return String.valueOf(json.string("modelId"));
    }

    /** Embeddings, rankings and images are no chat; formats of retired models are not supported. */
    boolean isChat() {
        return !isRetired()
                && !modelId().matches(".*(embed|rerank).*")
                && body().get("embeddingConfig") == null
                && body().get("normalize") == null;
    }

    boolean isAnswered() {
        return status() == 200;
    }

    boolean isStream() {
        return operation().equals("InvokeModelWithResponseStream");
    }

    /** Whether the stream's one frame is an exception. */
    boolean isRefusedInStream() {
        return json.array("features").stream()
                .anyMatch(f -> ((Json.Str) f).value().startsWith("streamException"));
    }

    int status() {
        return (int) response().integer("status", 0);
    }

    Json.Obj body() {
        return json.object("request").object("body");
    }

    Json.Obj response() {
        return json.object("response");
    }

    Json.Obj answer() {
        return response().object("body");
    }

    List<Json.Obj> chunks() {
        return response().array("events").stream()
                .map(event -> ((Json.Obj) event).object("chunk"))
                .toList();
    }

    byte[] bytes() {
        String base64 = response().string("bodyBase64");
        return base64 == null
                ? answer().toString().getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(base64);
    }

    /** The response's headers, without those that the socket has of its own. */
    Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        response()
                .object("headers")
                .members()
                .forEach(
                        (name, values) -> {
                            if (name.toLowerCase(Locale.ROOT).startsWith("x-amzn-")) {
                                headers.put(
                                        name,
                                        ((Json.Str) ((Json.Arr) values).elements().get(0)).value());
                            }
                        });
        headers.put(
                "Content-Type",
                response().string("bodyBase64") == null
                        ? "application/json"
                        : "application/vnd.amazon.eventstream");
        return headers;
    }

    long header(String name) {
        for (var header : headers().entrySet()) {
            if (header.getKey().equalsIgnoreCase("x-amzn-bedrock-" + name)) {
                return Long.parseLong(header.getValue());
            }
        }
        return -1;
    }

    /** What the model is; of an endpoint of one's own, what its caller knew. */
    ModelName model() {
        ModelName name = ModelName.of(modelId());
        return modelId().contains(":sagemaker:") ? name.as(ModelFamily.DEEPSEEK) : name;
    }

    /** Whether it has a format of models that Bedrock has retired, among them Claude's first. */
    boolean isRetired() {
        return RETIRED.matcher(modelId()).matches() || body().get("max_tokens_to_sample") != null;
    }

    /** How it was asked: one recorder asked a model in a format that it does not have. */
    VendorCodec dialect() {
        if (modelId().startsWith("mistral.") && body().get("messages") != null) {
            return VendorFormats.MISTRAL;
        }
        return NativeFormats.of(model(), modelId());
    }

    @Override
    public String toString() {
        return id;
    }
}
