package dev.outcrop.protocol.invoke;

import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Ending;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;
import dev.outcrop.protocol.converse.Converse;
import dev.outcrop.protocol.dialect.Dialect;

import java.util.List;

/**
 * Amazon Nova, whose messages, tools and events are those of Converse. What is the caller's and
 * not the model's is no part of its body.
 *
 * @see <a href="https://docs.aws.amazon.com/nova/latest/userguide/complete-request-schema.html">the
 *     complete request schema</a>
 */
enum Nova implements Dialect {
    INSTANCE;

    private static final String SCHEMA = "messages-v1";

    /** Nova's own names of what Converse's usage has other names for. */
    private static final List<String> CACHE_COUNTS =
            List.of("cacheReadInputToken", "cacheWriteInputToken");

    @Override
    public Json.Obj request(ConverseRequest request, boolean streaming) {
        if (request.outputConfig() != null) {
            throw new Uncarried("Nova", request.modelId()).but("output configuration");
        }
        Json.Obj body = (Json.Obj) Json.parse(Converse.encode(request));
        Json.Obj own = body.object("additionalModelRequestFields");
        return body.without("additionalModelRequestFields")
                .with("schemaVersion", Json.of(SCHEMA))
                .merged(own);
    }

    @Override
    public Turn turn(Json.Obj body) {
        Turn turn = Converse.turn(body);
        Ending ending = turn.ending();
        return ending == null
                ? turn
                : new Turn(
                        turn.message(),
                        new Ending(
                                ending.stopReason(),
                                usage(ending.usage().json()),
                                ending.more(),
                                ending.partial()));
    }

    @Override
    public Json.Obj response(Turn turn) {
        Json.Obj response = Converse.response(turn);
        return response.get("usage") == null
                ? response
                : response.with("usage", own(response.object("usage")));
    }

    @Override
    public Pieces pieces() {
        return new NovaPieces();
    }

    /** Nova's counts, with Converse's names beside its own. */
    static Usage usage(Json.Obj own) {
        Json.Obj usage = own;
        for (String name : CACHE_COUNTS) {
            Json count = own.get(name + "Count");
            if (count != null && own.get(name + "s") == null) {
                usage = usage.with(name + "s", count);
            }
        }
        return new Usage(usage);
    }

    private static Json.Obj own(Json.Obj usage) {
        Json.Obj own = usage;
        for (String name : CACHE_COUNTS) {
            if (usage.get(name + "Count") != null) {
                own = own.without(name + "s");
            }
        }
        return own;
    }
}
