package dev.outcrop.internal.model;

import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.family.ToolChoiceRules;
import dev.outcrop.internal.model.settings.Omission;
import dev.outcrop.internal.model.settings.Omission.Kind;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.ToolDefinition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads which part of a request a model refused. Only parts are recognized that can be left out
 * without another meaning: never a limit of tokens, a guardrail, the duration of a cache, or a
 * field that the caller named itself.
 */
final class Refusals {
    /** The wordings of Bedrock, of Anthropic and of OpenAI; each names a field. */
    private static final List<Pattern> FIELDS =
            List.of(
                    Pattern.compile("[`'\"]?([\\w.]{1,100})[`'\"]? is deprecated for this model"),
                    Pattern.compile("support the ([\\w.\\[\\]]{1,100}) field"),
                    Pattern.compile(
                            "[Uu]n(?:known|supported|recognized) parameter:? [`'\"]?([\\w.]{1,100})"),
                    Pattern.compile("request argument supplied: ([\\w.]{1,100})"),
                    Pattern.compile("[`'\"]([\\w.]{1,100})[`'\"] is (?:not supported|unsupported)"),
                    Pattern.compile("Unsupported value: '([\\w.]{1,100})'.{0,200}Only the default"),
                    Pattern.compile("extraneous key \\[(\\w{1,100})] is not permitted"),
                    Pattern.compile("([\\w.]{1,100}): Extra inputs are not permitted"));

    private static final Pattern UNSUPPORTED =
            Pattern.compile(
                    "support|permitted|may not be|deprecated|unknown parameter|unrecognized");

    /** The wordings of models without tools: Ollama, Perplexity, Bedrock. */
    private static final Pattern NO_TOOLS =
            Pattern.compile(
                    "(?:tools are|tool (?:calling|calls|use) (?:is|are)|function calling is) not"
                            + " supported|(?:does not|doesn't) support (?:tools\\b|tool"
                            + " (?:calling|use)|function calling)");

    private static final List<String> PREFIXES =
            List.of("additionalModelRequestFields", "inferenceConfig", "inferenceConfiguration");

    private final ConverseRequest sent;
    private final Json.Obj callers;
    private final String what;
    private final String lower;

    /**
     * @param sent the request, before the caller's members are merged into its body
     * @param callers those members
     */
    private Refusals(ValidationException refusal, ConverseRequest sent, Json.Obj callers) {
        this.sent = sent;
        this.callers = callers;
        this.what = refusal.what();
        this.lower = what.toLowerCase(Locale.ROOT);
    }

    /**
     * Returns what to leave out; null if the refusal is about something else.
     *
     * @param extras fields that the caller named itself
     */
    static @Nullable Omission of(
            ValidationException refusal, ConverseRequest sent, Json.Obj callers, Json.Obj extras) {
        return refusal.details().status() == 0
                ? null
                : new Refusals(refusal, sent, callers).omission(extras);
    }

    private @Nullable Omission omission(Json.Obj extras) {
        if (isAboutForm()) {
            return Omission.of(Kind.OUTPUT_CONFIG);
        }
        if (!UNSUPPORTED.matcher(lower).find()) {
            return null;
        }
        ToolConfig tools = sent.toolConfig();
        if (tools != null) {
            Omission ofTools = ofTools(tools);
            if (ofTools != null) {
                return ofTools;
            }
        }
        if (names("cachepoint", "cache_control") && !lower.contains("ttl")) {
            boolean onlyTools = lower.contains("tools") && hasCachePoint(tools);
            return new Omission(Kind.CACHE_POINTS, onlyTools ? "tools" : "");
        }
        return param(extras);
    }

    private boolean names(String... words) {
        for (String word : words) {
            if (lower.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** A schema may also be refused for what it contains. */
    private boolean isAboutForm() {
        return sent.outputConfig() != null
                && sent.outputConfig().textFormat() != null
                && !lower.contains("effort")
                && names(
                        "output_config",
                        "outputconfig",
                        "structured output",
                        "schema",
                        "text.format",
                        "response_format");
    }

    private @Nullable Omission ofTools(ToolConfig tools) {
        if (names("tool use in streaming")) {
            return Omission.of(Kind.STREAMED_TOOLS);
        }
        if (tools.tools().size() == 1 && NO_TOOLS.matcher(lower).find()) {
            return Omission.of(Kind.ANSWER_TOOL);
        }
        ToolChoice choice = tools.toolChoice();
        if (choice != null && names("toolchoice", "tool_choice", "tool choice")) {
            if (!(choice instanceof ToolChoice.Any || choice instanceof ToolChoice.Tool)) {
                return Omission.of(Kind.TOOL_CHOICE);
            }
            boolean thinking = names("thinking") && ToolChoiceRules.thinks(own());
            return Omission.of(thinking ? Kind.FORCED_TOOL_WHILE_THINKING : Kind.FORCED_TOOL);
        }
        boolean strict =
                tools.tools().stream()
                        .anyMatch(t -> t instanceof ToolDefinition.Spec s && s.strict() != null);
        return strict && names(".strict", "[strict]") ? Omission.of(Kind.STRICT_TOOLS) : null;
    }

    private static boolean hasCachePoint(@Nullable ToolConfig tools) {
        return tools != null
                && tools.tools().stream().anyMatch(Content.CachePoint.class::isInstance);
    }

    private Json.Obj own() {
        Json.Obj fields =
                sent.additionalModelRequestFields() instanceof Json.Obj o ? o : Json.EMPTY;
        return fields.merged(callers.object("additionalModelRequestFields"));
    }

    private @Nullable Omission param(Json.Obj extras) {
        for (Pattern pattern : FIELDS) {
            Matcher found = pattern.matcher(what);
            if (found.find()) {
                List<String> path = new ArrayList<>(List.of(found.group(1).split("[.\\[\\]]+")));
                while (path.size() > 1 && PREFIXES.contains(path.getFirst())) {
                    path.removeFirst();
                }
                String field = String.join(".", path);
                if (!isCallers(path.getFirst(), extras)) {
                    return OmittedParams.isSet(field, sent)
                            ? new Omission(Kind.PARAM, field)
                            : null;
                }
            }
        }
        return null;
    }

    private boolean isCallers(String name, Json.Obj extras) {
        return extras.get(name) != null
                || callers.get(name) != null
                || callers.object("inferenceConfig").get(name) != null
                || callers.object("additionalModelRequestFields").get(name) != null;
    }
}
