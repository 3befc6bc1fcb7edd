package dev.outcrop.internal.history;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.family.Api;
import dev.outcrop.internal.family.DocumentRules;
import dev.outcrop.internal.family.HistoryRules;
import dev.outcrop.internal.history.edit.Alternation;
import dev.outcrop.internal.history.edit.BlankText;
import dev.outcrop.internal.history.edit.ConversationEnds;
import dev.outcrop.internal.history.edit.HistoryRefusal;
import dev.outcrop.internal.history.edit.ListEdits;
import dev.outcrop.internal.history.tool.ToolBlocks;
import dev.outcrop.internal.history.tool.ToolIds;
import dev.outcrop.internal.history.tool.ToolPairs;
import dev.outcrop.internal.history.tool.ToolResults;
import dev.outcrop.internal.history.tool.ToolStubs;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Converts a conversation to one that Bedrock accepts. Each problem is repaired in one way, listed
 * in {@code docs/sendable-history.md}, or rejected. Without problems, the same instance is
 * returned; a repaired conversation is not changed again.
 */
public final class SendableHistory {
    private SendableHistory() {}

    /**
     * Returns the request in a form that can be sent.
     *
     * @throws ValidationException if it cannot be repaired without changing its meaning; the
     *     message says where, which rule, and what to do
     */
    public static ConverseRequest of(ConverseRequest request) {
        return of(request, ModelName.of(request.modelId()));
    }

    /**
     * Returns the request in a form that can be sent to a model of which more is known than its id.
     *
     * @throws ValidationException as {@link #of(ConverseRequest)} does
     */
    public static ConverseRequest of(ConverseRequest request, ModelName model) {
        return of(request, model, Api.CONVERSE);
    }

    /**
     * Returns the request in a form that can be sent to a model with an API.
     *
     * @throws ValidationException as {@link #of(ConverseRequest)} does
     */
    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    public static ConverseRequest of(ConverseRequest request, ModelName model, Api api) {
        if (PlainTextHistory.are(request)) {
            return request;
        }
        List<Message> fit =
                new MediaFit(model, api, new HistoryRefusal(request.modelId()))
                        .in(request.messages());
        ConverseRequest repaired =
                repaired(
                        fit == request.messages()
                                ? request
                                : request.toBuilder().messages(fit).build(),
                        rules(model, api));
        return api == Api.CONVERSE && !DocumentRules.of(model).point()
                ? withPointsApart(repaired)
                : repaired;
    }

    /** The results of tools are texts in Chat Completions. */
    private static HistoryRules rules(ModelName model, Api api) {
        HistoryRules rules = HistoryRules.of(model);
        return api == Api.CHAT_COMPLETIONS ? rules.withTextResults() : rules;
    }

    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    private static ConverseRequest withPointsApart(ConverseRequest request) {
        List<Message> moved = DocumentPoints.apart(request.messages());
        return moved == request.messages()
                ? request
                : request.toBuilder().messages(CachePoints.inMessages(moved)).build();
    }

    static ConverseRequest repaired(ConverseRequest request, ModelName model) {
        return repaired(request, HistoryRules.of(model));
    }

    private static ConverseRequest repaired(ConverseRequest request, HistoryRules family) {
        var refusal = new HistoryRefusal(request.modelId());
        List<Message> sound = blocks(request.messages(), family);
        MediaCheck.check(family.media(), request.messages(), sound, refusal);

        List<Message> said = spoken(sound, family);
        requireQuestion(request.messages(), said, refusal);
        List<Message> paired = spoken(ToolPairs.closed(said), family);
        requireQuestion(request.messages(), paired, refusal);
        var results = new ToolResults(family.results());
        List<Message> fitted = results.fitted(paired);
        List<Message> named = results.apart(named(fitted, family));
        List<Message> ended = ConversationEnds.trimmed(ConversationEnds.begun(named, family));
        ConversationEnds.requireUserLast(request.messages(), ended, family, refusal);

        CachePoints.Places places =
                CacheTimes.in(
                        CachePoints.limited(
                                new CachePoints.Places(
                                        request.toolConfig(),
                                        CachePoints.placed(BlankText.without(request.system())),
                                        CachePoints.inMessages(ended))));
        List<Message> messages = blocks(places.messages(), family);
        ToolConfig tools = ToolStubs.where(places.tools(), messages);
        return changed(request, tools, places.system(), messages);
    }

    /**
     * Repairs a loaded history so that it can be continued, by all rules that depend on no model.
     * Calls at its end that have no result yet stay open.
     */
    public static List<Message> of(List<Message> history) {
        List<Message> sound =
                ListEdits.contents(
                        history,
                        content -> BlankText.without(ListEdits.each(content, ToolBlocks::sound)));
        List<Message> said = spoken(sound, HistoryRules.ANY);
        List<Message> paired = spoken(ToolPairs.open(said), HistoryRules.ANY);
        return CachePoints.inMessages(named(paired, HistoryRules.ANY));
    }

    /** The rules for single blocks. A message of thinking alone counts as one without content. */
    private static List<Message> blocks(List<Message> messages, HistoryRules family) {
        List<Message> sound =
                ListEdits.contents(
                        messages,
                        content ->
                                OwnThinking.accepted(
                                        BlankText.without(
                                                ListEdits.each(content, ToolBlocks::sound),
                                                family.citesWithoutText()),
                                        family.reasoning()));
        return ListEdits.each(
                sound,
                (message, i) ->
                        OwnThinking.isAll(message) ? message.withContent(List.of()) : message);
    }

    /** The rules for the order of roles. */
    private static List<Message> spoken(List<Message> messages, HistoryRules family) {
        if (family.repeatsRoles()) {
            return Alternation.spoken(messages);
        }
        return Alternation.merged(Alternation.spoken(Alternation.merged(messages)));
    }

    /** The rules for blocks that refer to each other. */
    private static List<Message> named(List<Message> messages, HistoryRules family) {
        List<Message> ordered = BlockOrder.in(messages);
        List<Message> identified = new ToolIds(family).in(ordered);
        return DocumentText.beside(new DocumentNames().in(identified));
    }

    /** A blank question cannot be removed: the model would answer another one. */
    private static void requireQuestion(
            List<Message> given, List<Message> now, HistoryRefusal refusal) {
        boolean asked = !given.isEmpty() && given.getLast().role().equals(Role.USER);
        boolean stillAsked = !now.isEmpty() && now.getLast().role().equals(Role.USER);
        if ((!given.isEmpty() && now.isEmpty()) || (asked && !stillAsked)) {
            throw refusal.of(
                    given.size() - 1,
                    0,
                    "message without content",
                    "it contains only blank text, cache points without"
                            + " content, or results of calls that were not made",
                    "Add text to it, or remove it.");
        }
    }

    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    private static ConverseRequest changed(
            ConverseRequest request,
            @Nullable ToolConfig tools,
            List<Content> system,
            List<Message> messages) {
        if (tools == request.toolConfig()
                && system == request.system()
                && messages == request.messages()) {
            return request;
        }
        return request.toBuilder().toolConfig(tools).system(system).messages(messages).build();
    }
}
