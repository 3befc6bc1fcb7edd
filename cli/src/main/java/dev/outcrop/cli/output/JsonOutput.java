package dev.outcrop.cli.output;

import dev.outcrop.Reply;
import dev.outcrop.error.BedrockException;
import dev.outcrop.message.StreamEvent;

import java.io.PrintStream;

/** Prints an answer, or its error, as one JSON object. */
public final class JsonOutput implements AnswerOutput {
    private final PrintStream out;

    public JsonOutput(PrintStream out) {
        this.out = out;
    }

    @Override
    public void event(StreamEvent event) {}

    @Override
    public void whole(Reply reply) {}

    @Override
    public void end(FinishedAnswer answer) {
        out.print(AnswerJson.answer(answer, null) + "\n");
        out.flush();
    }

    @Override
    public boolean isForPerson() {
        return false;
    }

    @Override
    public void broken(BedrockException failure) {
        out.print(AnswerJson.error(failure) + "\n");
        out.flush();
    }
}
