package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.outcrop.Bedrock;
import dev.outcrop.CompatibleServer;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.ReceivedRequest;
import dev.outcrop.message.Embeddings;
import dev.outcrop.message.Embeddings.Options;
import dev.outcrop.message.Embeddings.Purpose;
import dev.outcrop.message.Invocation;
import dev.outcrop.policy.Retries;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Models that do not chat: vectors of texts, and bodies in a model's own format. */
class EmbeddingsTest extends WithLocal {
    private static final String TITAN = "amazon.titan-embed-text-v2:0";
    private static final String COHERE = "cohere.embed-multilingual-v3";

    @ParameterizedTest
    @CsvSource({
        "amazon.titan-embed-text-v1,1536",
        "amazon.titan-embed-text-v2:0,1024",
        "amazon.titan-embed-image-v1,1024",
        "cohere.embed-english-v3,1024",
        "us.cohere.embed-v4:0,1536",
        "amazon.nova-2-multimodal-embeddings-v1:0,3072"
    })
    void eachModelHasItsFormat(String model, int dimensions) {
        Embeddings found =
                bedrock.embed(model, List.of("a small cat", "the small cat", "a tax return"));

        assertThat(found.vectors()).hasSize(3).allMatch(vector -> vector.length == dimensions);
        assertThat(found.usage().input()).isPositive();
        float[] cat = found.vectors().get(0);
        assertThat(Embeddings.cosine(cat, found.vectors().get(1)))
                .isGreaterThan(Embeddings.cosine(cat, found.vectors().get(2)));
    }

    @ParameterizedTest
    @CsvSource({
        "amazon.titan-embed-text-v2:0,256",
        "amazon.titan-embed-image-v1,384",
        "cohere.embed-v4:0,512",
        "amazon.nova-2-multimodal-embeddings-v1:0,256"
    })
    void dimensionsAreChosen(String model, int dimensions) {
        Options options = Options.DEFAULT.withDimensions(dimensions).withNormalize(true);

        float[] vector = bedrock.embed(model, List.of("a cat"), options).vectors().getFirst();

        assertThat(vector).hasSize(dimensions);
        assertThat(Embeddings.cosine(vector, vector)).isCloseTo(1, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({
        "amazon.titan-embed-text-v1,256",
        "amazon.titan-embed-text-v2:0,300",
        "cohere.embed-english-v3,512",
        "cohere.embed-v4:0,300",
        "amazon.nova-2-multimodal-embeddings-v1:0,512"
    })
    void dimensionsThatAModelLacksAreRefusedByBedrockAndHere(String model, int dimensions) {
        Options options = Options.DEFAULT.withDimensions(dimensions);

        assertThatThrownBy(() -> bedrock.embed(model, List.of("a cat"), options))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("does not support " + dimensions + " dimensions");
        assertThat(local.requests()).isEmpty();
        if (model.contains("v2") || model.contains("v4") || model.contains("nova")) {
            String name =
                    model.contains("titan")
                            ? "dimensions"
                            : model.contains("nova") ? "singleEmbeddingParams" : "output_dimension";
            Json value =
                    model.contains("nova")
                            ? json(
                                    "{\"embeddingDimension\":512,\"text\":{\"value\":\"a\",\"truncationMode\":\"NONE\"}}")
                            : Json.of(dimensions);
            Options raw = Options.DEFAULT.withExtra(name, value);
            assertThatThrownBy(() -> bedrock.embed(model, List.of("a cat"), raw))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("is not one of");
        }
    }

    @Test
    void cohereReadsNinetySixTextsACallAndTheOrderStays() {
        List<String> texts = IntStream.range(0, 200).mapToObj(i -> "text number " + i).toList();

        Embeddings all = bedrock.embed(COHERE, texts, Options.DEFAULT.withMaxActive(3));

        assertThat(local.requests())
                .extracting(request -> ((Json.Obj) request.body()).array("texts").size())
                .containsExactlyInAnyOrder(96, 96, 8);
        for (int i : new int[] {0, 95, 96, 191, 192, 199}) {
            float[] alone = bedrock.embed(COHERE, List.of(texts.get(i))).vectors().getFirst();
            assertThat(all.vectors().get(i)).containsExactly(alone);
        }
    }

    @Test
    void titanReadsOneTextACallAndTheOrderStays() {
        List<String> texts = IntStream.range(0, 12).mapToObj(i -> "text number " + i).toList();

        Embeddings all = bedrock.embed(TITAN, texts);

        assertThat(local.requests()).hasSize(12);
        for (int i = 0; i < 12; i += 5) {
            float[] alone = bedrock.embed(TITAN, List.of(texts.get(i))).vectors().getFirst();
            assertThat(all.vectors().get(i)).containsExactly(alone);
        }
    }

    @Test
    void thePurposeIsInTheModelsOwnWords() {
        Options query = Options.DEFAULT.withPurpose(Purpose.QUERY);

        bedrock.embed(COHERE, List.of("cats?"), query);
        assertThat(body().string("input_type")).isEqualTo("search_query");
        bedrock.embed("amazon.nova-2-multimodal-embeddings-v1:0", List.of("cats?"), query);
        assertThat(body().object("singleEmbeddingParams").string("embeddingPurpose"))
                .isEqualTo("GENERIC_RETRIEVAL");
        bedrock.embed(COHERE, List.of("A cat."));
        assertThat(body().string("input_type")).isEqualTo("search_document");
        bedrock.embed(COHERE, List.of("A cat."), query.withExtra("truncate", Json.of("END")));
        assertThat(body().string("truncate")).isEqualTo("END");
    }

    @Test
    void theTokensAreCountedForTheClient() {
        Embeddings found = bedrock.embed(TITAN, List.of("a small cat", "a large cat"));

        assertThat(bedrock.usage().get(TITAN).usage().input())
                .isEqualTo(found.usage().input())
                .isPositive();
        assertThat(bedrock.usage().get(TITAN).answers()).isEqualTo(2);
    }

    @Test
    void noTextsNeedNoCall() {
        assertThat(bedrock.embed(TITAN, List.of()).vectors()).isEmpty();
        assertThat(local.requests()).isEmpty();
    }

    @Test
    void aFailureIsThatOfItsCallAndStopsTheRest() {
        List<String> texts = IntStream.range(0, 50).mapToObj(i -> "text " + i).toList();
        try (Bedrock impatient =
                Bedrock.builder()
                        .region("us-east-1")
                        .baseUrl(local.endpoint().toString())
                        .apiKey("k")
                        .retries(Retries.NONE)
                        .build()) {
            local.script(Scripted.error("ThrottlingException", "slow down"));
            Options single = Options.DEFAULT.withMaxActive(1);

            assertThatThrownBy(() -> impatient.embed(TITAN, texts, single))
                    .isInstanceOf(ThrottledException.class)
                    .hasMessageContaining("slow down");
            assertThat(local.requests()).hasSize(1);
        }
    }

    @Test
    void aResponseWithoutAVectorForEachTextIsAnError() {
        local.script(
                Scripted.raw(
                        200,
                        Map.of("Content-Type", "application/json"),
                        Bytes.of("{\"embeddings\":[[0.1,0.2]]}")));

        assertThatThrownBy(() -> bedrock.embed(COHERE, List.of("a", "b")))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("no vector for each text");
    }

    @Test
    void aModelThatMakesNoEmbeddingsIsRefused() {
        assertThatThrownBy(() -> bedrock.embed(NOVA, List.of("a")))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("is not a known embedding model")
                .hasMessageContaining("titan-embed");
        assertThatThrownBy(() -> bedrock.embed(ARN, List.of("a")))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void aBodyInAModelsOwnFormatIsSentUnchanged() {
        Invocation image =
                bedrock.invoke(
                        "stability.stable-image-ultra-v1:1",
                        Json.object(Map.of("prompt", "a cat", "output_format", "png")));

        ReceivedRequest sent = local.requests().getLast();
        assertThat(sent.operation()).isEqualTo("InvokeModel");
        assertThat(sent.body())
                .isEqualTo(Json.object(Map.of("prompt", "a cat", "output_format", "png")));
        assertThat(image.object().array("images")).isNotEmpty();
        assertThat(image.headers()).containsKey("x-amzn-requestid");

        Invocation vector = bedrock.invoke(TITAN, Json.object(Map.of("inputText", "a cat")));
        assertThat(vector.object().array("embedding")).hasSize(1_024);
        assertThat(vector.usage().input()).isPositive();
    }

    @Test
    void aBodyThatAModelRefusesIsAValidationError() {
        assertThatThrownBy(() -> bedrock.invoke(TITAN, Json.object(Map.of("text", "a cat"))))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("inputText");
    }

    @Test
    void anIdThatCannotBeAModelsIsRefused() {
        assertThatThrownBy(() -> bedrock.invoke("no model", Json.object(Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bedrock.embed("", List.of("a")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(local.requests()).isEmpty();
    }

    @Test
    void anotherServerHasNoInvokeModel() {
        try (Bedrock other =
                CompatibleServer.openAiCompatible("http://localhost:1", null).connect()) {
            assertThatThrownBy(() -> other.embed(TITAN, List.of("a")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("does not support InvokeModel");
        }
    }

    @Test
    void aCosineIsOfVectorsOfOneLength() {
        assertThat(Embeddings.cosine(new float[] {1, 0}, new float[] {0, 2})).isZero();
        assertThat(Embeddings.cosine(new float[] {3, 4}, new float[] {6, 8}))
                .isCloseTo(1, within(1e-9));
        assertThat(Embeddings.cosine(new float[2], new float[2])).isZero();
        assertThatThrownBy(() -> Embeddings.cosine(new float[1], new float[2]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Options.DEFAULT.withMaxActive(0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
