package dev.outcrop.mcp;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Answers what a server may ask of its client, as far as the program has allowed it. */
record InputRequests(
        @Nullable Elicitation elicitation, @Nullable Sampling sampling, List<Path> roots) {
    InputRequests {
        roots = List.copyOf(roots);
    }

    /** Returns the capabilities that tell a server what it may ask. */
    Json.Obj capabilities() {
        Json.Obj capabilities = Json.EMPTY;
        if (elicitation != null) {
            capabilities =
                    capabilities.with(
                            "elicitation",
                            Json.EMPTY.with("form", Json.EMPTY).with("url", Json.EMPTY));
        }
        if (sampling != null) {
            capabilities = capabilities.with("sampling", Json.EMPTY);
        }
        return roots.isEmpty() ? capabilities : capabilities.with("roots", Json.EMPTY);
    }

    /**
     * Answers a request.
     *
     * @return the result; null if the client does not offer it
     * @throws Exception thrown by the program's code; its message is sent to the server
     */
    Json.@Nullable Obj answer(String method, Json.Obj params) throws Exception {
        return switch (method) {
            case "ping" -> Json.EMPTY;
            case "elicitation/create" -> elicitation == null ? null : elicit(elicitation, params);
            case "sampling/createMessage" ->
                    sampling == null ? null : sampling.createMessage(params);
            case "roots/list" -> roots.isEmpty() ? null : listRoots();
            default -> null;
        };
    }

    private static Json.Obj elicit(Elicitation elicitation, Json.Obj params)
            throws InterruptedException {
        String message = Texts.shown(String.valueOf(params.string("message")), 10_000);
        String url = "url".equals(params.string("mode")) ? page(params.string("url")) : null;
        Elicitation.Answer answer = elicitation.ask(message, params.object("requestedSchema"), url);
        Json.Obj result = Json.EMPTY.with("action", Json.of(answer.action()));
        return answer.content() == null ? result : result.with("content", answer.content());
    }

    /** A browser would run a script or open a file of this machine. */
    private static String page(@Nullable String url) {
        try {
            URI page = URI.create(String.valueOf(url));
            String scheme = String.valueOf(page.getScheme()).toLowerCase(Locale.ROOT);
            if (page.getHost() != null && (scheme.equals("https") || scheme.equals("http"))) {
                return page.toString();
            }
        } catch (IllegalArgumentException e) {
            // Control characters, too, are no part of an address.
        }
        throw new IllegalArgumentException("the url must start with https://");
    }

    private Json.Obj listRoots() {
        Json[] listed =
                roots.stream()
                        .map(
                                root ->
                                        Json.EMPTY
                                                .with("uri", Json.of(root.toUri().toString()))
                                                .with(
                                                        "name",
                                                        Json.of(
                                                                String.valueOf(
                                                                        root.getFileName()))))
                        .toArray(Json[]::new);
        return Json.EMPTY.with("roots", Json.array(listed));
    }
}
