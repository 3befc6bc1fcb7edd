package dev.outcrop.internal.chat;

import dev.outcrop.internal.model.Answer;
import dev.outcrop.internal.tool.ToolExecution;

/** Runs an answer to its end and returns it, without streaming. */
public final class WholeAnswer {
    private WholeAnswer() {}

    public static Answer answer(AnswerLoop loop) {
        ToolExecution run = loop.pending();
        while (true) {
            if (run != null) {
                finish(run, loop);
            }
            run = loop.answered(loop.call());
            if (run == null) {
                return loop.answer();
            }
        }
    }

    private static void finish(ToolExecution run, AnswerLoop loop) {
        try {
            while (run.next() != null) {}
        } finally {
            loop.ran(run);
        }
    }
}
