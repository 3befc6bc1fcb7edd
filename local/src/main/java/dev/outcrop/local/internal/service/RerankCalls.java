package dev.outcrop.local.internal.service;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.catalog.Catalog;
import dev.outcrop.local.internal.nonchat.NonChatModel;
import dev.outcrop.local.internal.nonchat.Rerank;
import dev.outcrop.local.internal.validation.OperationRules;
import dev.outcrop.local.wire.IncomingRequest;
import dev.outcrop.local.wire.ServiceError;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Rerank, the one emulated operation of {@code bedrock-agent-runtime}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent-runtime_Rerank.html">Rerank</a>
 */
final class RerankCalls {
    private static final String HOST = "bedrock-agent-runtime.";

    /** The first part of the paths of that service, except {@code tags}, which others have too. */
    private static final Set<String> PATHS =
            Set.of(
                    "agents",
                    "flows",
                    "generateQuery",
                    "knowledgebases",
                    "optimize-prompt",
                    "rerank",
                    "retrieveAndGenerate",
                    "retrieveAndGenerateStream",
                    "sessions");

    private RerankCalls() {}

    static Json answer(Call call, ModelCalls models) {
        Json.Obj body = OperationRules.body("RerankRequest", call.body());
        Json.Obj reranking =
                body.object("rerankingConfiguration").object("bedrockRerankingConfiguration");
        String model = String.valueOf(reranking.object("modelConfiguration").string("modelArn"));
        models.check(call, model);
        if (!(NonChatModel.of(Catalog.bare(model)) instanceof Rerank)) {
            throw ServiceError.validation("The provided model is not supported for reranking.");
        }
        if (body.get("nextToken") != null) {
            throw ServiceError.validation("The provided nextToken is invalid.");
        }
        Json.Obj query = (Json.Obj) body.array("queries").getFirst();
        String asked = text(query.object("textQuery"), "queries.1.member.textQuery");
        List<String> documents = documents(body.array("sources"));
        long most = reranking.integer("numberOfResults", documents.size());
        return Json.EMPTY.with(
                "results",
                new Json.Arr(
                        Rerank.order(asked, documents).stream()
                                .limit(most)
                                .map(RerankCalls::result)
                                .toList()));
    }

    private static Json result(Rerank.Scored one) {
        return Json.EMPTY
                .with("index", Json.of(one.index()))
                .with("relevanceScore", Json.of(one.score()));
    }

    private static List<String> documents(List<Json> sources) {
        var texts = new ArrayList<String>();
        for (Json source : sources) {
            Json.Obj document = ((Json.Obj) source).object("inlineDocumentSource");
            String place = "sources." + (texts.size() + 1) + ".member.inlineDocumentSource.";
            Json json = document.get("jsonDocument");
            if ("TEXT".equals(document.string("type"))) {
                texts.add(text(document.object("textDocument"), place + "textDocument"));
            } else if (json == null) {
                throw missing(place + "jsonDocument");
            } else {
                texts.add(json instanceof Json.Str(String text) ? text : json.toString());
            }
        }
        return texts;
    }

    private static String text(Json.Obj of, String place) {
        String text = of.string("text");
        if (text == null) {
            throw missing(place + ".text");
        }
        return text;
    }

    private static ServiceError missing(String place) {
        return ServiceError.validation(
                "1 validation error detected: Value at '"
                        + place
                        + "' failed to satisfy constraint: Member must not be null");
    }

    /** Returns the error for a request that is no operation of the emulator. */
    static ServiceError unknown(IncomingRequest request) {
        String host = request.header("host");
        String[] parts = request.path().split("/", 3);
        boolean isOfAgents =
                (host != null && host.toLowerCase(Locale.ROOT).startsWith(HOST))
                        || (parts.length > 1 && PATHS.contains(parts[1]));
        return ServiceError.of(
                "UnknownOperationException",
                isOfAgents
                        ? "The local Bedrock emulator does not emulate this operation of"
                                + " bedrock-agent-runtime. It emulates Rerank."
                        : "Unknown operation, or not supported by the local Bedrock emulator.");
    }
}
