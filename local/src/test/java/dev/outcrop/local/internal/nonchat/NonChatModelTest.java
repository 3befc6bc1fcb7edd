package dev.outcrop.local.internal.nonchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

import javax.imageio.ImageIO;

class NonChatModelTest {
    private static final String COHERE = "cohere.embed-multilingual-v3";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amazon.titan-embed-text-v1 | {'inputText':'Hi'} | 1536",
                "amazon.titan-embed-g1-text-02 | {'inputText':'Hi'} | 1536",
                "amazon.titan-embed-text-v2:0 | {'inputText':'Hi'} | 1024",
                "amazon.titan-embed-text-v2:0 | {'inputText':'Hi','dimensions':256} | 256",
                "amazon.titan-embed-image-v1 | {'inputText':'Hi','embeddingConfig':{'outputEmbeddingLength':384}} | 384"
            })
    void titanReturnsAUnitVectorOfTheRequestedLength(String model, String body, int dimensions) {
        Json.Obj answer = answer(model, body);

        double[] vector = vector(answer.array("embedding"));
        assertThat(vector).hasSize(dimensions);
        assertThat(TextVector.cosine(vector, vector)).isCloseTo(1, within(1e-5));
        assertThat(answer.integer("inputTextTokenCount", 0)).isEqualTo(1);
    }

    @Test
    void titanReturnsBothTypesIfAsked() {
        Json.Obj byType =
                answer(
                                "amazon.titan-embed-text-v2:0",
                                "{'inputText':'Hi','embeddingTypes':['binary','float']}")
                        .object("embeddingsByType");

        assertThat(byType.array("float")).hasSize(1_024);
        assertThat(byType.array("binary")).hasSize(1_024).contains(Json.of(0), Json.of(1));
    }

    @Test
    void novaReturnsOneEmbedding() {
        Json.Obj answer =
                answer(
                        "amazon.nova-2-multimodal-embeddings-v1:0",
                        "{'taskType':'SINGLE_EMBEDDING','singleEmbeddingParams':{'embeddingPurpose':'GENERIC_INDEX',"
                                + "'embeddingDimension':384,'text':{'truncationMode':'END','value':'Hi'}}}");

        Json.Obj embedding = (Json.Obj) answer.array("embeddings").getFirst();
        assertThat(embedding.string("embeddingType")).isEqualTo("TEXT");
        assertThat(embedding.array("embedding")).hasSize(384);
    }

    @Test
    void cohereReturnsOneForEachText() {
        Json.Obj answer = answer(COHERE, "{'texts':['one','two'],'input_type':'search_document'}");

        assertThat(answer.string("response_type")).isEqualTo("embeddings_floats");
        assertThat(answer.array("embeddings")).hasSize(2);
        assertThat(((Json.Arr) answer.array("embeddings").getFirst()).elements()).hasSize(1_024);
    }

    @Test
    void cohereReturnsTheTypesAskedFor() {
        Json.Obj answer =
                answer(
                        "cohere.embed-v4:0",
                        "{'texts':['one'],'input_type':'search_query','output_dimension':512,"
                                + "'embedding_types':['float','int8','ubinary']}");

        assertThat(answer.string("response_type")).isEqualTo("embeddings_by_type");
        Json.Obj types = answer.object("embeddings");
        assertThat(((Json.Arr) types.array("float").getFirst()).elements()).hasSize(512);
        assertThat(((Json.Arr) types.array("int8").getFirst()).elements()).hasSize(512);
        assertThat(((Json.Arr) types.array("ubinary").getFirst()).elements()).hasSize(64);
    }

    @Test
    void textsWithCommonWordsAreClose() {
        double[] cat = TextVector.of("A cat sleeps on the sofa.", 1_024);
        double[] kitten = TextVector.of("The cat on the sofa is asleep", 1_024);
        double[] price = TextVector.of("Interest rates rose again in May.", 1_024);

        assertThat(TextVector.cosine(cat, kitten)).isGreaterThan(0.5);
        assertThat(TextVector.cosine(cat, price)).isLessThan(0.2);
    }

    @ParameterizedTest
    @CsvSource({"cohere.rerank-v3-5:0", "amazon.rerank-v1:0"})
    void documentsAreOrderedByTheWordsOfTheQuestion(String model) {
        Json.Obj answer =
                answer(
                        model,
                        "{'query':'What is the capital of France?','documents':['Carson City is in Nevada.',"
                                + "'Paris is the capital of France.','I like tea.'],'top_n':2,'api_version':2}");

        assertThat(answer.array("results")).hasSize(2);
        Json.Obj first = (Json.Obj) answer.array("results").getFirst();
        assertThat(first.integer("index", -1)).isEqualTo(1);
        assertThat(((Json.Num) Objects.requireNonNull(first.get("relevance_score"))).doubleValue())
                .isBetween(0.3, 1.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amazon.nova-canvas-v1:0 | {'taskType':'TEXT_IMAGE','textToImageParams':{'text':'A red boat'}} | images",
                "amazon.titan-image-generator-v2:0 | {'taskType':'TEXT_IMAGE','textToImageParams':{'text':'A red boat'}} | images",
                "stability.sd3-5-large-v1:0 | {'prompt':'A red boat'} | images",
                "stability.stable-image-ultra-v1:1 | {'prompt':'A red boat','output_format':'png'} | images",
                "stability.stable-diffusion-xl-v1 | {'text_prompts':[{'text':'A red boat'}]} | artifacts"
            })
    void anImageIsAPngThatJavaReads(String model, String body, String member) throws Exception {
        Json first = answer(model, body).array(member).getFirst();
        String base64 =
                first instanceof Json.Obj artifact
                        ? Objects.requireNonNull(artifact.string("base64"))
                        : ((Json.Str) first).value();

        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));

        assertThat(image.getWidth()).isEqualTo(256);
        assertThat(image.getRGB(0, 0)).as("ground").isNotEqualTo(image.getRGB(12, 17));
    }

    @Test
    void anImageDependsOnTheWords() {
        assertThat(TextImage.png("boat", 0)).isEqualTo(TextImage.png("boat", 0));
        assertThat(TextImage.png("boat", 0)).isNotEqualTo(TextImage.png("coat", 0));
        assertThat(TextImage.png("x".repeat(100_000) + " \ud83d\ude00 y", 1)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amazon.titan-embed-text-v2:0 | {} | required key [inputText] not found",
                "amazon.titan-embed-text-v2:0 | {'inputText':'a','dimensions':300} | dimensions",
                "cohere.embed-english-v3 | {'texts':[],'input_type':'x'} | minimum item count",
                "amazon.nova-canvas-v1:0 | {'messages':[]} | required key [taskType] not found",
                "amazon.nova-canvas-v1:0 | {'taskType':'VIRTUAL_TRY_ON'} | does not emulate the task VIRTUAL_TRY_ON",
                "stability.sd3-5-large-v1:0 | {'prompt':7} | prompt"
            })
    void aBodyOfAnotherFormIsRefused(String model, String body, String words) {
        assertThatThrownBy(() -> answer(model, body))
                .isInstanceOf(ServiceError.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({
        "amazon.nova-lite-v1:0",
        "anthropic.claude-opus-5-5",
        "cohere.command-r-v1:0",
        "vendor.unknown"
    })
    void modelsThatAnswerInWordsAreNotAmongThem(String model) {
        assertThat(NonChatModel.of(model)).isNull();
    }

    private static Json.Obj answer(String model, String body) {
        return Objects.requireNonNull(NonChatModel.of(model))
                .answer((Json.Obj) Json.parse(body.replace('\'', '"')))
                .body();
    }

    private static double[] vector(List<Json> values) {
        var numbers = new ArrayList<Double>();
        for (Json value : values) {
            numbers.add(((Json.Num) value).doubleValue());
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
