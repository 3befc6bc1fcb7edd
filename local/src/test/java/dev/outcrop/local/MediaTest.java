package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Images, documents, sound and video that Bedrock refuses over Converse, and the nearest that it
 * takes. In the bodies, {@code PNG}, {@code JPEG}, {@code PDF} and {@code TXT} are files of these
 * kinds, {@code WIDE} is a PNG that is too wide.
 */
class MediaTest {
    private static final String OF_THE_MODEL = "The model returned the following errors: ";

    private static LocalBedrock local;
    private static Http http;

    @BeforeAll
    static void start() {
        local = LocalBedrock.start();
        http = new Http(local);
    }

    @AfterAll
    static void stop() {
        http.close();
        local.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                // formats and bytes
                "claude | T,{'image':{'format':'jpg','source':{'bytes':'JPEG'}}} | T,{'image':{'format':'jpeg','source':{'bytes':'JPEG'}}} | 1 validation error detected: Value at 'messages.1.member.content.2.member.image.format' failed to satisfy constraint: Member must satisfy enum value set: [png, jpeg, gif, webp]",
                "claude | T,{'image':{'format':'PNG','source':{'bytes':'PNG'}}} | T,{'image':{'format':'png','source':{'bytes':'PNG'}}} | 1 validation error detected: Value at 'messages.1.member.content.2.member.image.format' failed to satisfy constraint: Member must satisfy enum value set: [png, jpeg, gif, webp]",
                "nova | T,{'image':{'format':'image/png','source':{'bytes':'PNG'}}} | T,{'image':{'format':'png','source':{'bytes':'PNG'}}} | 1 validation error detected: Value at 'messages.1.member.content.2.member.image.format' failed to satisfy constraint: Member must satisfy enum value set: [png, jpeg, gif, webp]",
                "claude | T,{'image':{'format':'png','source':{'bytes':'JPEG'}}} | T,{'image':{'format':'png','source':{'bytes':'PNG'}}} | Mmessages.0.content.1.image.source.bytes: The image was specified using the image/png media type, but the image appears to be a image/jpeg image",
                "claude | T,{'image':{'format':'png','source':{'bytes':'TXT'}}} | T,{'image':{'format':'gif','source':{'bytes':'GIF'}}} | Mmessages.0.content.1.image.source.bytes: Could not process image",
                "llama | T,{'image':{'format':'png','source':{'bytes':'JPEG'}}} | T,{'image':{'format':'png','source':{'bytes':'PNG'}}} | MThe provided image does not match the specified image format.",
                "claude | T,{'image':{'format':'png','source':{'bytes':'WIDE'}}} | T,{'image':{'format':'png','source':{'bytes':'PNG'}}} | Mmessages.0.content.1.image.source.bytes: At least one of the image dimensions exceed max allowed size: 8000 pixels",
                "claude | T,{'document':{'name':'a','format':'pdf','source':{'bytes':'TXT'}}} | T,{'document':{'name':'a','format':'pdf','source':{'bytes':'PDF'}}} | Mmessages.0.content.1.document.source.bytes: The PDF specified was not valid.",
                "claude | T,{'document':{'name':'a','format':'txt','source':{'bytes':''}}} | T,{'document':{'name':'a','format':'txt','source':{'bytes':'TXT'}}} | 1 validation error detected: Value at 'messages.1.member.content.2.member.document.source.bytes' failed to satisfy constraint: Member must have length greater than or equal to 1",
                // inputs
                "oss | T,{'image':{'format':'png','source':{'bytes':'PNG'}}} | T | This model doesn't support the image content block that you provided. Update the content block and try again.",
                "claude | T,{'audio':{'format':'mp3','source':{'bytes':'TXT'}}} | T | This model doesn't support the audio content block that you provided. Update the content block and try again.",
                "llama | T,{'video':{'format':'mp4','source':{'bytes':'TXT'}}} | T | This model doesn't support the video content block that you provided. Update the content block and try again.",
                "micro | T,{'image':{'format':'png','source':{'bytes':'PNG'}}} | T | This model doesn't support the image content block that you provided. Update the content block and try again.",
                "glm | T,{'document':{'name':'a','format':'pdf','source':{'bytes':'PDF'}}} | T | This model doesn't support documents.",
                // documents
                "claude | {'document':{'name':'a','format':'pdf','source':{'bytes':'PDF'}}} | T,{'document':{'name':'a','format':'pdf','source':{'bytes':'PDF'}}} | A text block must be included when using documents. Add a text block and retry your request.",
                "nova | {'document':{'name':'a','format':'pdf','source':{'bytes':'PDF'}}} | T,{'document':{'name':'a','format':'pdf','source':{'bytes':'PDF'}}} | A text block must be included when using documents. Add a text block and retry your request.",
                "claude | T,{'document':{'name':'a','format':'txt','source':{'text':'x'}}} | T,{'document':{'name':'a','format':'txt','source':{'text':'x'},'citations':{'enabled':true}}} | The DocumentSource object at messages.0.content.1.document.source must set one of the following keys: bytes, s3Location.",
                "claude | T,{'document':{'name':'a','source':{'content':[{'text':'x'}]}}} | T,{'document':{'name':'a','source':{'content':[{'text':'x'}]},'citations':{'enabled':true}}} | The DocumentSource object at messages.0.content.1.document.source must set one of the following keys: bytes, s3Location.",
                "claude | T,{'document':{'name':'a','format':'txt','source':{'bytes':'TXT'},'citations':{'enabled':true}}} | T,{'document':{'name':'a','format':'pdf','source':{'bytes':'PDF'},'citations':{'enabled':true}}} | Mmessages.0.content.1.image.source.bytes: The PDF specified was not valid.",
                "claude | T,{'document':{'name':'a','format':'md','source':{'bytes':'TXT'},'citations':{'enabled':true}}} | T,{'document':{'name':'a','format':'md','source':{'bytes':'TXT'},'citations':{'enabled':false}}} | Unsupported document format. Only txt and pdf formats are supported when citations are enabled",
                // S3
                "llama | T,{'image':{'format':'png','source':{'s3Location':{'uri':'s3://bucket/a.png'}}}} | T,{'image':{'format':'png','source':{'bytes':'PNG'}}} | This model doesn't support the s3Uri field. Remove s3Uri and try again.",
                "llama | T,{'document':{'name':'a','format':'pdf','source':{'s3Location':{'uri':'s3://bucket/a.pdf'}}}} | T,{'document':{'name':'a','format':'pdf','source':{'bytes':'PDF'}}} | This model doesn't support the s3Uri field. Remove s3Uri and try again.",
                "claude | T,{'document':{'name':'a','format':'pdf','source':{'s3Location':{'uri':'s3://bucket/a.pdf'}}}} | T,{'document':{'name':'a','format':'pdf','source':{'bytes':'PDF'}}} | Mmessages.0.content.1.document.source.type: Field required",
                // cache points
                "claude | T,{'document':{'name':'a','format':'csv','source':{'bytes':'TXT'}}},{'cachePoint':{'type':'default'}} | {'document':{'name':'a','format':'csv','source':{'bytes':'TXT'}}},T,{'cachePoint':{'type':'default'}} | Mmessages.0.content.2.type: Field required",
                "claude | T,{'document':{'name':'a','format':'docx','source':{'bytes':'TXT'}}},{'cachePoint':{'type':'default'}} | T,{'document':{'name':'a','format':'pdf','source':{'bytes':'PDF'}}},{'cachePoint':{'type':'default'}} | Mmessages.0.content.2.type: Field required"
            })
    void refusesInTheWordsOfBedrockAndTakesTheNeighbour(
            String model, String refused, String taken, String message) throws Exception {
        String words = message.startsWith("M") ? OF_THE_MODEL + message.substring(1) : message;
        for (String operation : new String[] {"converse", "converse-stream"}) {
            HttpResponse<String> response = converse(model, refused, operation);

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(Native.error(response)).isEqualTo(words);
            assertThat(Native.error(converse(model, taken, operation))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "nova | T,{'video':{'format':'mp4','source':{'s3Location':{'uri':'s3://bucket/a.mp4'}}}}",
                "nova | T,{'document':{'name':'a','format':'pdf','source':{'s3Location':{'uri':'s3://bucket/a.pdf'}}}}",
                "nova | T,{'document':{'name':'a','format':'csv','source':{'bytes':'TXT'}}},{'cachePoint':{'type':'default'}}",
                "voxtral | T,{'audio':{'format':'mp3','source':{'bytes':'TXT'}}}",
                "claude | T,{'image':{'format':'webp','source':{'bytes':'WEBP'}}}"
            })
    void takesWhatOnlyOtherModelsRefuse(String model, String content) throws Exception {
        for (String operation : new String[] {"converse", "converse-stream"}) {
            assertThat(Native.error(converse(model, content, operation))).isEmpty();
        }
    }

    @Test
    void novaReportsAnotherFormatWithinTheStream() throws Exception {
        String image = "T,{'image':{'format':'png','source':{'bytes':'TXT'}}}";
        String words =
                "The detected file MIME type text/plain does not match the expected type image/png."
                        + " Reformat your input and try again.";
        HttpResponse<String> whole = converse("nova", image, "converse");
        HttpResponse<String> streamed = converse("nova", image, "converse-stream");

        assertThat(whole.statusCode()).isEqualTo(400);
        assertThat(Native.error(whole)).isEqualTo(OF_THE_MODEL + words);
        assertThat(streamed.statusCode()).isEqualTo(200);
        assertThat(streamed.body()).contains("validationException", words);
    }

    @Test
    void citationsDoNotWorkInToolResults() throws Exception {
        String cited = "'citations':{'enabled':true}";
        for (String operation : new String[] {"converse", "converse-stream"}) {
            assertThat(Native.error(toolResult("," + cited, operation)))
                    .isEqualTo("Citations are not supported in tool result documents.");
            assertThat(Native.error(toolResult("", operation))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'type':'image','source':{'type':'base64','media_type':'image/jpg','data':'JPEG'}} | {'type':'image','source':{'type':'base64','media_type':'image/jpeg','data':'JPEG'}} | image.source.base64.media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'",
                "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'JPEG'}} | {'type':'image','source':{'type':'base64','media_type':'image/png','data':'PNG'}} | image.source.base64: The image was specified using the image/png media type, but the image appears to be a image/jpeg image",
                "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'WIDE'}} | {'type':'image','source':{'type':'base64','media_type':'image/png','data':'PNG'}} | image.source.base64.data: At least one of the image dimensions exceed max allowed size: 8000 pixels",
                "{'type':'image','source':{'type':'base64','media_type':'image/png','data':''}} | {'type':'image','source':{'type':'base64','media_type':'image/png','data':'PNG'}} | image.source.base64: image cannot be empty",
                "{'type':'document','source':{'type':'base64','media_type':'text/plain','data':'TXT'}} | {'type':'document','source':{'type':'text','media_type':'text/plain','data':'x'}} | document.source.base64.media_type: Input should be 'application/pdf'",
                "{'type':'document','source':{'type':'base64','media_type':'application/pdf','data':'TXT'}} | {'type':'document','source':{'type':'base64','media_type':'application/pdf','data':'PDF'}} | document.source.base64.data: The PDF specified was not valid."
            })
    void refusesTheSameInAnthropicsFormat(String refused, String taken, String message)
            throws Exception {
        String model = "us.anthropic.claude-haiku-4-5-20251001-v1:0";
        for (boolean stream : new boolean[] {false, true}) {
            String words = "messages.0.content.0." + message;
            assertThat(Native.error(Native.invoke(http, model, anthropic(refused), stream)))
                    .isEqualTo(words);
            assertThat(Native.error(Native.messages(http, model, anthropic(refused), stream)))
                    .isEqualTo(words);
            assertThat(Native.error(Native.invoke(http, model, anthropic(taken), stream)))
                    .isEmpty();
            assertThat(Native.error(Native.messages(http, model, anthropic(taken), stream)))
                    .isEmpty();
        }
    }

    private static String anthropic(String block) {
        return files(
                "{"
                        + Native.VERSION
                        + "'max_tokens':9,'messages':[{'role':'user','content':["
                        + block
                        + ",{'type':'text','text':'Hi'}]}]}");
    }

    private static HttpResponse<String> toolResult(String more, String operation) throws Exception {
        String body =
                "{'messages':[{'role':'user','content':[{'text':'Hi'}]},"
                        + "{'role':'assistant','content':[{'toolUse':{'toolUseId':'t1','name':'t','input':{}}}]},"
                        + "{'role':'user','content':[{'toolResult':{'toolUseId':'t1','content':["
                        + "{'document':{'name':'a','format':'pdf','source':{'bytes':'PDF'}"
                        + more
                        + "}}]}}]}],'toolConfig':{'tools':[{'toolSpec':{'name':'t','inputSchema':"
                        + "{'json':{'type':'object'}}}}]}}";
        return http.post(path("claude", operation), files(body));
    }

    private static HttpResponse<String> converse(String model, String content, String operation)
            throws Exception {
        String all = content.replaceAll("(^|,)T(?=,|$)", "$1{'text':'Hi'}");
        return http.post(
                path(model, operation),
                files("{'messages':[{'role':'user','content':[" + all + "]}]}"));
    }

    private static String path(String model, String operation) {
        String id =
                switch (model) {
                    case "claude" -> "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
                    case "nova" -> "us.amazon.nova-lite-v1:0";
                    case "micro" -> "us.amazon.nova-micro-v1:0";
                    case "llama" -> "us.meta.llama4-scout-17b-instruct-v1:0";
                    case "oss" -> "openai.gpt-oss-20b-1:0";
                    case "voxtral" -> "mistral.voxtral-mini-3b-2507";
                    default -> "zai.glm-5";
                };
        return "/model/" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "/" + operation;
    }

    private static String files(String template) {
        String png = "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR";
        return template.replace('\'', '"')
                .replace("\"JPEG\"", file("\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF\0"))
                .replace("\"GIF\"", file("GIF89a\1\0\1\0"))
                .replace("\"WEBP\"", file("RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\0\0\0\1\0\1\0"))
                .replace("\"PDF\"", file("%PDF-1.4\n"))
                .replace("\"TXT\"", file("plain text"))
                .replace("\"WIDE\"", file(png + "\0\0\u001fA\0\0\0\1\b\2\0\0\0"))
                .replace("s\":\"PNG\"", "s\":" + file(png + "\0\0\u001f@\0\0\0\1\b\2\0\0\0"))
                .replace("a\":\"PNG\"", "a\":" + file(png + "\0\0\u001f@\0\0\0\1\b\2\0\0\0"));
    }

    private static String file(String latin1) {
        return '"'
                + Base64.getEncoder().encodeToString(latin1.getBytes(StandardCharsets.ISO_8859_1))
                + '"';
    }
}
