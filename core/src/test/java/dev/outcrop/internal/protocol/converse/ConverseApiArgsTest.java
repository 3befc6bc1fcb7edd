package dev.outcrop.internal.protocol.converse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.protocol.CallOptions;
import dev.outcrop.internal.protocol.RandomApiArgs;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonWriter;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Random;

/** A body with {@code apiArgs} is written once, with the bytes of one that is written twice. */
class ConverseApiArgsTest {
    private static final int ROUNDS = 2_000;

    @Test
    void aBodyAsAValueHasTheBytesOfTheBody() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            ConverseRequest request = new TwinRequest(new Dice(seed)).converse().ours();
            Json.Obj body = Converse.body(request);

            assertThat(RandomApiArgs.text(JsonWriter.wellFormedBytes(json -> json.value(body))))
                    .as("seed %d", seed)
                    .isEqualTo(RandomApiArgs.text(Converse.encode(request)));
        }
    }

    @Test
    void apiArgsGiveTheBytesThatTheyGaveWhenTheBodyWasWrittenTwice() {
        int compared = 0;
        for (long seed = 0; seed < ROUNDS; seed++) {
            ConverseRequest request = new TwinRequest(new Dice(seed)).converse().ours();
            byte[] plain;
            try {
                plain = body(request, Json.EMPTY);
            } catch (ValidationException e) {
                continue; // a history that is not sent
            }
            Json.Obj args = RandomApiArgs.of(new Random(seed), Converse.body(request));

            assertThat(RandomApiArgs.text(body(request, args)))
                    .as("seed %d, %s", seed, args)
                    .isEqualTo(RandomApiArgs.writtenTwice(plain, args));
            compared++;
        }
        assertThat(compared).isGreaterThan(100);
    }

    private static byte[] body(ConverseRequest request, Json.Obj args) {
        return ConverseProtocol.body(
                request,
                new CallOptions(
                        args,
                        Map.of(),
                        Timeouts.DEFAULT,
                        new Cancellation(),
                        ModelName.of(request.modelId()),
                        null));
    }
}
