package dev.outcrop.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestWriter;
import org.apache.hc.core5.http.impl.io.SessionOutputBufferImpl;
import org.apache.hc.core5.http.io.HttpMessageWriter;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;

class RequestHeadWriterTest {
    private static ClassicHttpRequest request(String name, String value) {
        var request = new BasicClassicHttpRequest("POST", null, null, "/model/x/converse");
        request.setHeader("Host", "bedrock.test");
        request.addHeader(name, value);
        return request;
    }

    private static String written(
            HttpMessageWriter<ClassicHttpRequest> writer, ClassicHttpRequest request)
            throws IOException, HttpException {
        var out = new ByteArrayOutputStream();
        var buffer = new SessionOutputBufferImpl(1 << 10);
        writer.write(request, buffer, out);
        buffer.flush(out);
        return out.toString(ISO_8859_1);
    }

    @Test
    void headsAreWrittenAsHttpCoreWritesThem() throws Exception {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var request =
                    new BasicClassicHttpRequest(
                            random.nextBoolean() ? "GET" : "POST",
                            null,
                            null,
                            "/" + text(random, 1 + random.nextInt(60), '!', '~'));
            for (int i = random.nextInt(14); i > 0; i--) {
                int length = random.nextInt(20) == 0 ? 3_000 : random.nextInt(80);
                request.addHeader("X-" + i, text(random, length, ' ', '\u0180'));
            }

            assertThat(written(RequestHeadWriter.INSTANCE, request))
                    .as("seed %d", seed)
                    .isEqualTo(written(new DefaultHttpRequestWriter(), request));
        }
    }

    private static String text(Random random, int length, char first, char last) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            // Controls above ASCII are left out: HttpCore has its own mind about them.
            char c = (char) random.nextInt(first, last + 1);
            text.append(c >= 0x7F && c < 0xA0 ? '.' : c);
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nHost: elsewhere", "a\nb", "a\rb", "\r\n\r\nGET / HTTP/1.1"})
    void aHeaderThatWouldBecomeMoreThanOneIsRefusedAndNotShown(String value) {
        assertThatThrownBy(() -> written(RequestHeadWriter.INSTANCE, request("X-A", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a request header contains a line break");
        assertThatThrownBy(() -> written(RequestHeadWriter.INSTANCE, request(value, "a")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLetterThatHasNoByteIsNoLineBreakEither() throws Exception {
        assertThat(
                        written(
                                RequestHeadWriter.INSTANCE,
                                request("X-A", "a\u010D\u010AHost: elsewhere")))
                .endsWith("\r\nX-A: a??Host: elsewhere\r\n\r\n");
    }
}
