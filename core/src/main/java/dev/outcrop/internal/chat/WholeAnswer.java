package dev.outcrop.internal.chat;

import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.model.Answer;
import dev.outcrop.internal.tool.ToolExecution;
import dev.outcrop.message.Turn;

/** Runs an answer to its end and returns it, without streaming. */
public final class WholeAnswer {
    private WholeAnswer() {}

    public static Answer answer(AnswerLoop loop) {
        ToolExecution run = loop.pending();
        while (true) {
            if (run != null) {
                finish(run, loop);
            }
            CallExecutor.Answer<Turn> answer = loop.call();
            run = loop.answered(answer.value(), answer.attempts());
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
