package dev.outcrop.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** JSON as deep as the limits allow needs no more than a small stack. */
class SmallStackTest {
    private static final int HALF = Json.Limits.DEFAULT.maxDepth() / 2;
    private static final String DEEP = "{\"a\":[".repeat(HALF) + "]}".repeat(HALF);

    private static <T> T onSmallStack(Callable<T> body) throws Exception {
        return onStack(256L << 10, body);
    }

    private static <T> T onStack(long size, Callable<T> body) throws Exception {
        var work = new FutureTask<>(body);
        new Thread(null, work, "small", size).start();
        return work.get(1, TimeUnit.MINUTES);
    }

    @Test
    void isReadAndWritten() throws Exception {
        byte[] utf8 = DEEP.getBytes(StandardCharsets.UTF_8);

        assertThat(onSmallStack(() -> Json.parse(DEEP).toString())).isEqualTo(DEEP);
        assertThat(onSmallStack(() -> JsonWriter.bytes(json -> json.value(Json.parse(DEEP)))))
                .isEqualTo(utf8);
    }

    @Test
    void isCompared() throws Exception {
        Json one = Json.parse(DEEP);
        Json other = Json.parse(DEEP);

        // a recursion, of one small frame for each level
        assertThat(onStack(512L << 10, () -> one.equals(other))).isTrue();
        assertThat(onStack(512L << 10, one::hashCode)).isEqualTo(other.hashCode());
    }

    @Test
    void isMerged() throws Exception {
        int depth = Json.Limits.DEFAULT.maxDepth();
        var object =
                (Json.Obj) Json.parse("{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1));

        assertThat(onSmallStack(() -> object.merged(object)).equals(object)).isTrue();
    }

    @Test
    void isMadeOfPlainJava() throws Exception {
        Object plain = List.of();
        for (int i = 1; i < Json.Limits.DEFAULT.maxDepth(); i++) {
            plain = i % 2 == 0 ? List.of(plain) : Map.of("a", plain);
        }
        Object deep = plain;

        assertThat(onSmallStack(() -> Json.from(deep).toString())).contains("[{\"a\":[]}]");
    }

    @Test
    void isReadInPieces() throws Exception {
        String value =
                onSmallStack(
                        () -> {
                            var json = new PartialJson(Json.Limits.DEFAULT);
                            for (int i = 0; i < DEEP.length(); i++) {
                                json.append(DEEP.substring(i, i + 1));
                                json.value();
                            }
                            return String.valueOf(json.value());
                        });

        assertThat(value).isEqualTo(DEEP);
    }
}
