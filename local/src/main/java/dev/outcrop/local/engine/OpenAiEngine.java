package dev.outcrop.local.engine;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * An engine that calls a server with OpenAI's chat completions: Ollama, LM Studio, llama.cpp, vLLM.
 * Text, images, tools, reasoning and usage are passed on as they arrive. If the server fails, the
 * call fails with an error of Bedrock; an answer never ends silently.
 *
 * <p>Safe for several threads. The caller closes it.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat">chat completions</a>
 */
public final class OpenAiEngine implements Engine, AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int LARGEST_LIST = 1 << 20;

    private final String base;
    private final @Nullable String apiKey;
    private final HttpClient client;
    private volatile @Nullable String model;

    private OpenAiEngine(URI base, @Nullable String model, @Nullable String apiKey) {
        this.base = base.toString().replaceAll("/+$", "");
        this.model = model;
        this.apiKey = apiKey;
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT)
                        .build();
    }

    /**
     * Creates an engine for a server.
     *
     * @param base with the version: {@code http://localhost:11434/v1}
     * @param model the server's name of the model, used for all model ids
     */
    public static OpenAiEngine of(URI base, String model) {
        return new OpenAiEngine(base, model, null);
    }

    /**
     * Creates an engine for a server that requires a key.
     *
     * @param model null for the first one that the server lists, which is looked up at the first
     *     question
     * @param apiKey sent to that server only; null for none
     */
    public static OpenAiEngine of(URI base, @Nullable String model, @Nullable String apiKey) {
        return new OpenAiEngine(base, model, apiKey);
    }

    @Override
    public void answer(Question question, Consumer<Event> out) {
        Json.Obj request = ChatRequest.of(model(), question.body());
        HttpResponse<InputStream> response =
                send(
                        to("/chat/completions")
                                .header("Content-Type", "application/json")
                                .header("Accept", "text/event-stream")
                                .POST(BodyPublishers.ofString(request.toString())));
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw UpstreamErrors.of(response.statusCode(), UpstreamErrors.message(body));
            }
            new ChatStream(out, InputTokens.of(question)).read(new SseLines(body));
        } catch (IOException e) {
            throw UpstreamErrors.brokenOff();
        }
    }

    /** Closes the connections to the server. */
    @Override
    public void close() {
        client.shutdownNow();
    }

    /** Omits the key. */
    @Override
    public String toString() {
        return (model == null ? "the first model" : model) + " at " + URI.create(base).getHost();
    }

    private String model() {
        String known = model;
        if (known == null) {
            known = firstListed();
            model = known;
        }
        return known;
    }

    private String firstListed() {
        HttpResponse<InputStream> response = send(to("/models").GET());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw UpstreamErrors.of(response.statusCode(), UpstreamErrors.message(body));
            }
            Json listed = Json.parse(body.readNBytes(LARGEST_LIST));
            List<Json> models = listed instanceof Json.Obj list ? list.array("data") : List.of();
            if (!models.isEmpty()
                    && models.getFirst() instanceof Json.Obj first
                    && first.get("id") instanceof Json.Str(String id)) {
                return id;
            }
        } catch (IOException | JsonException e) {
            throw UpstreamErrors.brokenOff();
        }
        throw ServiceError.of(
                "ResourceNotFoundException",
                "The server at " + URI.create(base).getAuthority() + " lists no model.");
    }

    private HttpRequest.Builder to(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path));
        return apiKey == null ? builder : builder.header("Authorization", "Bearer " + apiKey);
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UpstreamErrors.brokenOff();
        } catch (IOException e) {
            throw ServiceError.of(
                    "ServiceUnavailableException",
                    "The local Bedrock emulator cannot reach "
                            + URI.create(base).getAuthority()
                            + ".");
        }
    }
}
