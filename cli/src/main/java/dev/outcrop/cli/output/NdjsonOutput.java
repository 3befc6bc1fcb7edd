package dev.outcrop.cli.output;

import dev.outcrop.Reply;
import dev.outcrop.cli.terminal.ReaderGoneException;
import dev.outcrop.error.BedrockException;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.StreamEvent;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.time.Duration;

/** Prints the events of an answer, one JSON object a line; the last one is its end or its error. */
public final class NdjsonOutput implements AnswerOutput {
    private final PrintStream out;

    public NdjsonOutput(PrintStream out, String id, String chat, String model) {
        this.out = out;
        write(
                Json.EMPTY
                        .with("v", Json.of(AnswerJson.VERSION))
                        .with("type", Json.of("start"))
                        .with("id", Json.of(id))
                        .with("chat", Json.of(chat))
                        .with("model", Json.of(model)));
    }

    @Override
    public void event(StreamEvent event) {
        switch (event) {
            case StreamEvent.TextDelta(int index, String text) -> delta("text", text);
            case StreamEvent.ReasoningDelta delta -> delta("thinking", delta.text());
            case StreamEvent.ToolRequested(Content.ToolUse call) ->
                    write(AnswerJson.plus(named("tool_call"), AnswerJson.call(call)));
            case StreamEvent.ToolReturned returned -> write(returned(returned));
            case StreamEvent.Retrying retry ->
                    write(retry("retry", retry.attempt(), retry.pause(), retry.why()));
            case StreamEvent.Restarted again ->
                    write(retry("restart", again.attempt(), again.pause(), again.why()));
            case StreamEvent.FellBack(String modelId, String why) ->
                    write(
                            named("fallback")
                                    .with("model", Json.of(modelId))
                                    .with("why", Json.of(why)));
            default -> {}
        }
    }

    private static Json.Obj returned(StreamEvent.ToolReturned returned) {
        return named("tool_result")
                .with("id", Json.of(returned.call().toolUseId()))
                .with("status", Json.of(AnswerJson.status(returned.result())))
                .with("result", Json.of(EventNotes.resultText(returned.result())))
                .with("ms", Json.of(returned.took().toMillis()));
    }

    private static Json.Obj retry(String type, int attempt, Duration pause, String why) {
        return named(type)
                .with("attempt", Json.of((long) attempt))
                .with("in_ms", Json.of(pause.toMillis()))
                .with("why", Json.of(why));
    }

    private void delta(String type, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            write(named(type).with("delta", Json.of(text)));
        }
    }

    @Override
    public void whole(Reply reply) {
        delta("thinking", reply.turn().reasoning());
        delta("text", reply.text());
    }

    @Override
    public void end(FinishedAnswer answer) {
        write(
                AnswerJson.plus(
                        named("end")
                                .with("answered_by", Json.of(answer.reply().modelId()))
                                .with("region", AnswerJson.text(answer.region().get())),
                        AnswerJson.ending(answer)));
    }

    @Override
    public boolean isForPerson() {
        return false;
    }

    @Override
    public void broken(BedrockException failure) {
        write(AnswerJson.error(failure).without("v"));
    }

    private static Json.Obj named(String type) {
        return Json.EMPTY.with("type", Json.of(type));
    }

    private void write(Json.Obj line) {
        out.print(line + "\n");
        if (out.checkError()) {
            throw new ReaderGoneException();
        }
    }
}
