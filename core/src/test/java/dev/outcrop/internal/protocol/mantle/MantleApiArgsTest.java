package dev.outcrop.internal.protocol.mantle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.internal.protocol.CallOptions;
import dev.outcrop.internal.protocol.RandomApiArgs;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.InferenceConfig;
import dev.outcrop.message.Message;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.settings.Protocol.VendorApi;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;
import java.util.Random;

/** A body for bedrock-mantle with {@code apiArgs} has the bytes of one that is written twice. */
class MantleApiArgsTest {
    private static final String MODEL = "anthropic.claude-sonnet-4-6";

    @ParameterizedTest
    @EnumSource
    void apiArgsGiveTheBytesThatTheyGaveWhenTheBodyWasWrittenTwice(VendorApi api) {
        byte[] plain = body(api, Json.EMPTY);
        for (long seed = 0; seed < 500; seed++) {
            Json.Obj args = RandomApiArgs.of(new Random(seed), (Json.Obj) Json.parse(plain));

            assertThat(RandomApiArgs.text(body(api, args)))
                    .as("seed %d, %s", seed, args)
                    .isEqualTo(RandomApiArgs.writtenTwice(plain, args));
        }
    }

    private static byte[] body(VendorApi api, Json.Obj args) {
        ConverseRequest request =
                ConverseRequest.builder(MODEL)
                        .system("Be brief.")
                        .messages(
                                Message.user("One?"), Message.assistant("1"), Message.user("Two?"))
                        .inferenceConfig(new InferenceConfig(50, 0.1, 0.25, List.of(), Json.EMPTY))
                        .build();
        var options =
                new CallOptions(
                        args,
                        Map.of(),
                        Timeouts.DEFAULT,
                        new Cancellation(),
                        ModelName.of(MODEL),
                        api);
        return VendorRequest.of(
                        new VendorAddress(Service.MANTLE, api, "/v1"), request, options, false)
                .body();
    }
}
