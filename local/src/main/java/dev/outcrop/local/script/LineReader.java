package dev.outcrop.local.script;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.FrameDamage;
import dev.outcrop.local.wire.ServiceError;
import dev.outcrop.local.wire.StreamCut;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads one answer of a script file. */
final class LineReader {
    private static final String[] KNOWN = {
        "when",
        "times",
        "text",
        "toolUse",
        "content",
        "stopReason",
        "body",
        "error",
        "message",
        "status",
        "breakOff"
    };

    private LineReader() {}

    static Scripted answer(StrictObject members) {
        members.only(KNOWN);
        if (members.has("error")) {
            return error(members);
        }
        if (members.has("message") || members.has("status")) {
            throw members.wrong("message", "and status require error");
        }
        Scripted.Answer answer = Scripted.answer(body(members));
        return members.has("breakOff") ? broken(answer, members.inside("breakOff")) : answer;
    }

    private static Scripted error(StrictObject members) {
        for (String other : List.of("text", "toolUse", "content", "body", "breakOff")) {
            if (members.has(other)) {
                throw members.wrong(other, "cannot be combined with an error");
            }
        }
        ServiceError error =
                ServiceError.of(members.text("error", ""), members.text("message", "as scripted"));
        int status = members.number("status", error.status(), 400);
        return Scripted.raw(
                status,
                Map.of("Content-Type", "application/json", "x-amzn-ErrorType", error.header()),
                Bytes.of(error.body()));
    }

    private static Json.Obj body(StrictObject members) {
        if (members.has("body")) {
            return members.inside("body").object();
        }
        List<Json> content = new ArrayList<>();
        String text = members.text("text");
        if (text != null) {
            content.add(Json.EMPTY.with("text", Json.of(text)));
        }
        if (members.has("toolUse")) {
            content.add(Json.EMPTY.with("toolUse", toolUse(members.inside("toolUse"))));
        }
        if (members.object().get("content") instanceof Json.Arr(List<Json> blocks)) {
            content.addAll(blocks);
        }
        if (content.isEmpty()) {
            throw new IllegalArgumentException(
                    members.place() + " is empty: set text, toolUse, content, body or error");
        }
        String stopReason =
                members.text("stopReason", members.has("toolUse") ? "tool_use" : "end_turn");
        return Scripted.said(content, stopReason);
    }

    /** An id is generated if there is none. */
    private static Json.Obj toolUse(StrictObject members) {
        members.only("name", "input", "toolUseId");
        String name = members.text("name");
        if (name == null) {
            throw members.wrong("name", "is missing");
        }
        return Json.EMPTY
                .with("toolUseId", Json.of(members.text("toolUseId", "tooluse_scripted")))
                .with("name", Json.of(name))
                .with("input", members.object().object("input"));
    }

    private static Scripted broken(Scripted.Answer answer, StrictObject members) {
        members.only("afterFrames", "by", "error", "message");
        int frames = members.number("afterFrames", 1, 0);
        Scripted.Steps rest =
                switch (members.oneOf("by", "close", "reset", "exception")) {
                    case "close" -> Scripted.steps(new Step.Abort(StreamCut.CLOSE));
                    case "reset" -> Scripted.steps(new Step.Abort(StreamCut.RESET));
                    default -> exception(members);
                };
        return new Scripted.Interrupted(answer, frames, rest);
    }

    private static Scripted.Steps exception(StrictObject members) {
        ServiceError error =
                ServiceError.of(
                        members.text("error", "ModelStreamErrorException"),
                        members.text("message", "as scripted"));
        return Scripted.steps(new Step.SendFrame(error.frame(), FrameDamage.NONE), new Step.End());
    }
}
