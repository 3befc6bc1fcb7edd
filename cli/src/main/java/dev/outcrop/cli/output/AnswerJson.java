package dev.outcrop.cli.output;

import dev.outcrop.Reply;
import dev.outcrop.catalog.Cost;
import dev.outcrop.cli.terminal.CommandRemedy;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The JSON of {@code --json} and {@code --ndjson}, version 1. Members have a fixed order. */
public final class AnswerJson {
    public static final long VERSION = 1;

    private AnswerJson() {}

    /**
     * Returns a whole answer.
     *
     * @param data the value of {@code --schema}; null if none was requested
     */
    public static Json.Obj answer(FinishedAnswer answer, @Nullable Json data) {
        Reply reply = answer.reply();
        Json.Obj json =
                Json.EMPTY
                        .with("v", Json.of(VERSION))
                        .with("type", Json.of("answer"))
                        .with("id", Json.of(answer.id()))
                        .with("chat", Json.of(answer.chat()))
                        .with("model", Json.of(answer.model()))
                        .with("answered_by", Json.of(reply.modelId()))
                        .with("region", text(answer.region().get()))
                        .with("text", Json.of(reply.text()))
                        .with("thinking", text(blankToNull(reply.turn().reasoning())));
        json = data == null ? json : json.with("data", data);
        return plus(json.with("tool_calls", toolCalls(reply.turns())), ending(answer));
    }

    /** Returns the members of both, in order. */
    static Json.Obj plus(Json.Obj first, Json.Obj second) {
        Json.Obj all = first;
        for (Map.Entry<String, Json> member : second.members().entrySet()) {
            all = all.with(member.getKey(), member.getValue());
        }
        return all;
    }

    /** Returns the members that describe how an answer ended. */
    static Json.Obj ending(FinishedAnswer answer) {
        Reply reply = answer.reply();
        Cost cost = reply.cost();
        return Json.EMPTY
                .with("usage", usage(reply.usage()))
                .with("cost_usd", cost.isKnown() ? Json.from(cost.usd()) : Json.NULL)
                .with("price_date", Json.of(answer.priceDate().get()))
                .with("stop_reason", Json.of(reply.stopReason().toString()))
                .with("partial", Json.of(reply.turn().isPartial()))
                .with("attempts", Json.of((long) reply.attempts()))
                .with("ms", Json.of(answer.millis()))
                .with(
                        "ttft_ms",
                        answer.firstMillis() == null ? Json.NULL : Json.of(answer.firstMillis()));
    }

    static Json usage(Usage usage) {
        return usage.known()
                ? Json.EMPTY
                        .with("input", Json.of(usage.input()))
                        .with("output", Json.of(usage.output()))
                        .with("cache_read", Json.of(usage.cacheRead()))
                        .with("cache_write", Json.of(usage.cacheWrite()))
                : Json.NULL;
    }

    private static Json toolCalls(List<Turn> turns) {
        Map<String, Content.ToolResult> results = new HashMap<>();
        for (Turn turn : turns) {
            for (Content block : turn.content()) {
                if (block instanceof Content.ToolResult result) {
                    results.put(result.toolUseId(), result);
                }
            }
        }
        var calls = new ArrayList<Json>();
        for (Turn turn : turns) {
            for (Content.ToolUse use : turn.toolUses()) {
                Content.ToolResult result = results.get(use.toolUseId());
                calls.add(
                        call(use)
                                .with("status", text(result == null ? null : status(result)))
                                .with(
                                        "result",
                                        text(
                                                result == null
                                                        ? null
                                                        : EventNotes.resultText(result))));
            }
        }
        return new Json.Arr(calls);
    }

    static Json.Obj call(Content.ToolUse use) {
        return Json.EMPTY
                .with("id", Json.of(use.toolUseId()))
                .with("name", Json.of(use.name()))
                .with("input", use.input());
    }

    static String status(Content.ToolResult result) {
        return result.isError() ? "error" : "success";
    }

    /** Returns the members that describe an error. */
    public static Json.Obj error(BedrockException e) {
        ErrorDetails details = e.details();
        Turn partial = details.partial();
        String remedy = details.remedy();
        return Json.EMPTY
                .with("v", Json.of(VERSION))
                .with("type", Json.of("error"))
                .with("code", Json.of(kind(e)))
                .with("exit", Json.of((long) ExitCode.of(e).number()))
                .with("message", Json.of(e.what()))
                .with("aws_code", text(details.code()))
                .with("http", details.status() == 0 ? Json.NULL : Json.of((long) details.status()))
                .with("request_id", text(details.requestId()))
                .with("model", text(details.modelId()))
                .with("remedy", text(remedy == null ? null : CommandRemedy.of(remedy)))
                .with("text", text(partial == null ? null : partial.text()));
    }

    /** The name of the exception, without its end: {@code throttled}, {@code access_denied}. */
    private static String kind(BedrockException e) {
        String name = e.getClass().getSimpleName().replace("Exception", "");
        return name.replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }

    static Json text(@Nullable String text) {
        return text == null ? Json.NULL : Json.of(text);
    }

    private static @Nullable String blankToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
