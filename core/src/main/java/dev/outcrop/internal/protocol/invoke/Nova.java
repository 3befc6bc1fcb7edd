package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.internal.protocol.converse.Converse;
import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;
import dev.outcrop.settings.Extraction;

import java.util.List;

/**
 * Amazon Nova, whose messages, tools and events are those of Converse. Settings of the caller, such
 * as guardrails, are not part of its body.
 *
 * @see <a href="https://docs.aws.amazon.com/nova/latest/userguide/complete-request-schema.html">the
 *     complete request schema</a>
 */
enum Nova implements VendorCodec {
    INSTANCE;

    private static final String SCHEMA = "messages-v1";

    /** Members with other names in Converse. */
    private static final List<String> OWN = List.of("stopReason", "usage");

    /** Nova's own names of counts with other names in Converse's usage. */
    private static final List<String> CACHE_COUNTS =
            List.of("cacheReadInputToken", "cacheWriteInputToken");

    @Override
    public Json.Obj request(ConverseRequest request, boolean streaming) {
        if (request.outputConfig() != null) {
            throw new UnsupportedInvokeSettings("Nova", request.modelId())
                    .but("output configuration");
        }
        Json.Obj body = Converse.body(request);
        Json.Obj own = body.object("additionalModelRequestFields");
        return body.without("additionalModelRequestFields")
                .with("schemaVersion", Json.of(SCHEMA))
                .merged(own);
    }

    @Override
    public Turn turn(Json.Obj body) {
        Turn turn = Converse.turn(body);
        Turn.Metadata metadata = turn.metadata();
        return metadata == null
                ? turn
                : ended(turn, usage(metadata.usage().json()), own(body, metadata.more()));
    }

    /** Members that Converse represents elsewhere are kept as Nova sent them. */
    private static Json.Obj own(Json.Obj body, Json.Obj more) {
        Json.Obj own = more;
        for (String name : OWN) {
            Json said = body.get(name);
            own = said == null ? own : own.with(name, said);
        }
        return own;
    }

    @Override
    public Json.Obj response(Turn turn) {
        Turn.Metadata metadata = turn.metadata();
        if (metadata == null) {
            return Converse.response(turn);
        }
        Json.Obj rest = metadata.more().without(OWN.toArray(String[]::new));
        Json.Obj response = Converse.response(ended(turn, metadata.usage(), rest));
        return own(metadata.more(), response);
    }

    private static Turn ended(Turn turn, Usage usage, Json.Obj more) {
        Turn.Metadata metadata = turn.metadata();
        return metadata == null
                ? turn
                : new Turn(
                        turn.message(),
                        new Turn.Metadata(metadata.stopReason(), usage, more, metadata.partial()));
    }

    @Override
    public boolean carries(Extraction.Via via) {
        return via != Extraction.Via.OUTPUT_CONFIG;
    }

    @Override
    public Pieces pieces() {
        return new NovaStream();
    }

    /** Returns Nova's counts, with Converse's names in addition to its own. */
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
}
