package dev.outcrop.local.recording;

import dev.outcrop.local.wire.IncomingRequest;
import dev.outcrop.local.wire.ServiceError;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The requests that a recorder forwards: calls of models and guardrails, and operations that read
 * models, inference profiles, guardrails, jobs and stored responses. A recorder signs with its
 * owner's keys, so all other requests are rejected, including a path or a query that servers could
 * interpret differently.
 */
final class ForwardedRequests {
    /** A model id or an ARN, in which only the colon and the slash are encoded. */
    private static final String ID = "((?:[A-Za-z0-9._:-]|%3[Aa]|%2[Ff])+)";

    private static final Pattern ON_A_MODEL =
            Pattern.compile(
                    "POST /model/"
                            + ID
                            + "/(?:converse|converse-stream|invoke|invoke-with-response-stream"
                            + "|count-tokens)");
    private static final Pattern OF_MANTLE =
            Pattern.compile(
                    "POST (?:/openai)?/v1/(?:chat/completions|responses)"
                            + "|GET (?:/openai)?/v1/responses/[A-Za-z0-9_-]+(?:/input_items)?"
                            + "|POST /anthropic/v1/messages(?:/count_tokens)?"
                            + "|GET (?:/openai)?/v1/models");
    private static final String RERANK = "POST /rerank";
    private static final Pattern LISTS =
            Pattern.compile(
                    "GET /(?:foundation-models|inference-profiles|guardrails|async-invoke"
                            + "|model-invocation-jobs?)(?:/"
                            + ID
                            + ")?");
    private static final Pattern GUARDRAIL =
            Pattern.compile("POST /guardrail/" + ID + "/version/(?:DRAFT|[0-9]{1,8})/apply");

    private static final Pattern VALUE =
            Pattern.compile("(?:[A-Za-z0-9._~*+:/=-]|%[0-9A-Fa-f]{2})*");

    /** The parameters of the lists, and the one that Anthropic's clients send. */
    private static final Set<String> PARAMETERS =
            Set.of(
                    "after",
                    "beta",
                    "bycustomizationtype",
                    "byinferencetype",
                    "byoutputmodality",
                    "byprovider",
                    "guardrailidentifier",
                    "guardrailversion",
                    "include",
                    "limit",
                    "maxresults",
                    "namecontains",
                    "nexttoken",
                    "order",
                    "sortby",
                    "sortorder",
                    "statusequals",
                    "submittimeafter",
                    "submittimebefore",
                    "type",
                    "typeequals");

    private ForwardedRequests() {}

    /**
     * Checks a request and returns normally if it may be forwarded.
     *
     * @throws ServiceError otherwise
     */
    static void check(IncomingRequest request) {
        String line = request.method() + " " + request.path();
        if (!isKnown(line) || !isKnownQuery(request.query())) {
            throw ServiceError.of(
                    "UnknownOperationException",
                    "The local Bedrock emulator records only operations that change nothing: calls"
                            + " of models and guardrails, and what reads models, profiles,"
                            + " guardrails and jobs. This request was not forwarded.");
        }
    }

    private static boolean isKnown(String line) {
        if (line.equals(RERANK) || OF_MANTLE.matcher(line).matches()) {
            return true;
        }
        for (Pattern pattern : List.of(ON_A_MODEL, LISTS, GUARDRAIL)) {
            var matcher = pattern.matcher(line);
            if (matcher.matches()) {
                return matcher.group(1) == null || isAnId(matcher.group(1));
            }
        }
        return false;
    }

    /** An id must not change the path on a server that decodes it before splitting the path. */
    private static boolean isAnId(String encoded) {
        String id = encoded.replaceAll("(?i)%2f", "/");
        for (String part : id.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isKnownQuery(String query) {
        if (query.isEmpty()) {
            return true;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = pair.substring(equals + 1);
            if (!PARAMETERS.contains(name.toLowerCase(Locale.ROOT))
                    || !VALUE.matcher(value).matches()) {
                return false;
            }
        }
        return true;
    }
}
