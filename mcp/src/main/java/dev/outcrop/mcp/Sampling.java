package dev.outcrop.mcp;

import dev.outcrop.json.Json;

/**
 * Answers a server that asks the client's model a question in the middle of a call, which costs the
 * client's money. Without one, clients do not offer it, and servers must not ask.
 *
 * @see <a
 *     href="https://modelcontextprotocol.io/specification/2026-07-28/client/sampling">Sampling</a>
 */
@FunctionalInterface
public interface Sampling {
    /**
     * Answers a request.
     *
     * @param request the parameters of {@code sampling/createMessage}: {@code messages}, {@code
     *     systemPrompt}, {@code maxTokens}, …
     * @return the result: {@code role}, {@code content}, {@code model}, {@code stopReason}
     * @throws Exception whose message is sent to the server
     */
    Json.Obj createMessage(Json.Obj request) throws Exception;
}
