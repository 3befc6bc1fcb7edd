package dev.outcrop.internal.protocol.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.protocol.RandomApiArgs;
import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonWriter;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.InferenceConfig;
import dev.outcrop.message.Message;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Random;

/** A native body with {@code apiArgs} has the bytes of one that is written twice. */
class InvokeApiArgsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "us.amazon.nova-pro-v1:0",
                "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
                "meta.llama3-8b-instruct-v1:0",
                "openai.gpt-oss-20b-1:0"
            })
    void apiArgsGiveTheBytesThatTheyGaveWhenTheBodyWasWrittenTwice(String modelId) {
        ConverseRequest request =
                ConverseRequest.builder(modelId)
                        .system("Be brief.")
                        .messages(
                                Message.user("One?"), Message.assistant("1"), Message.user("Two?"))
                        .inferenceConfig(new InferenceConfig(50, 0.1, 0.25, List.of(), Json.EMPTY))
                        .additionalModelRequestFields(
                                Json.object(Map.of("thinking", Map.of("type", "disabled"))))
                        .build();
        byte[] plain = body(request, Json.EMPTY);
        for (long seed = 0; seed < 500; seed++) {
            Json.Obj args = RandomApiArgs.of(new Random(seed), (Json.Obj) Json.parse(plain));

            assertThat(RandomApiArgs.text(body(request, args)))
                    .as("seed %d, %s", seed, args)
                    .isEqualTo(RandomApiArgs.writtenTwice(plain, args));
        }
    }

    private static byte[] body(ConverseRequest request, Json.Obj args) {
        ModelName model = ModelName.of(request.modelId());
        VendorCodec codec = NativeFormats.of(model, request.modelId());
        Json.Obj body = InvokeProtocol.body(codec, model, request, false, args);
        return JsonWriter.wellFormedBytes(json -> json.value(body));
    }
}
