package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.ExtractionStream;
import dev.outcrop.ReplyStream;
import dev.outcrop.json.Json;
import dev.outcrop.tool.Tool;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers nested as deeply as an answer may be, on threads with stacks of all sizes. */
class DeepAnswersTest extends WithLocal {
    private static final int DEEPEST = 880;

    enum Stack {
        SMALL,
        DEFAULT,
        VIRTUAL;

        <T> T run(Callable<T> body) throws Exception {
            var work = new FutureTask<>(body);
            switch (this) {
                case SMALL -> new Thread(null, work, "small", 256L << 10).start();
                case DEFAULT -> new Thread(work).start();
                case VIRTUAL -> Thread.ofVirtual().start(work);
            }
            return work.get(1, TimeUnit.MINUTES);
        }
    }

    record Chain(String name, @Nullable Chain next) {}

    private static String chain(int levels) {
        return "{\"name\":\"a\",\"next\":".repeat(levels - 1)
                + "{\"name\":\"z\"}"
                + "}".repeat(levels - 1);
    }

    private static int levels(@Nullable Chain chain) {
        int levels = 0;
        for (Chain one = chain; one != null; one = one.next()) {
            levels++;
        }
        return levels;
    }

    @ParameterizedTest
    @EnumSource
    void theInputOfAToolIsRead(Stack stack) throws Exception {
        var read = new AtomicInteger();
        Tool act =
                Tool.of(
                        "act",
                        "Acts.",
                        Chain.class,
                        chain -> {
                            read.addAndGet(levels(chain));
                            return "done";
                        });
        String call =
                "[{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"act\",\"input\":"
                        + chain(DEEPEST)
                        + "}}]";
        for (boolean streaming : new boolean[] {false, true}) {
            local.script(answer("tool_use", call), answer("end_turn", "[{\"text\":\"Done.\"}]"));
            var chat = bedrock.chat(NOVA).tools(act).open();

            String said =
                    stack.run(
                            () -> {
                                if (!streaming) {
                                    return chat.ask("Act.").text();
                                }
                                try (ReplyStream stream = chat.stream("Act.")) {
                                    return stream.reply().text();
                                }
                            });

            assertThat(said).isEqualTo("Done.");
        }
        assertThat(read).hasValue(2 * DEEPEST);
    }

    @ParameterizedTest
    @EnumSource
    void aRecordIsExtractedWholeAndAsItArrives(Stack stack) throws Exception {
        String said = "[{\"text\":" + Json.of(chain(DEEPEST)) + "}]";
        local.script(answer("end_turn", said), answer("end_turn", said));
        var model = bedrock.model(LLAMA);

        Chain whole = stack.run(() -> model.extract(Chain.class, "Which?"));
        Chain streamed =
                stack.run(
                        () -> {
                            try (ExtractionStream<Chain> stream =
                                    model.extractor(Chain.class).extractStream("Which?")) {
                                for (Json partial : stream) {
                                    assertThat(partial.toString()).startsWith("{");
                                }
                                return stream.value();
                            }
                        });

        assertThat(levels(whole)).isEqualTo(levels(streamed)).isEqualTo(DEEPEST);
    }
}
