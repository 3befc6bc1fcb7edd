package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.media.LocalMedia;
import dev.outcrop.media.RemoteMedia;
import dev.outcrop.message.Content;
import dev.outcrop.message.Source;
import dev.outcrop.policy.Tls;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Files from the web, from a server with TLS. */
@Timeout(60)
class RemoteMediaTest {
    private static final String PDF = "%PDF-1.7 content";

    private final List<String> paths = new CopyOnWriteArrayList<>();
    private final AtomicReference<Function<String, String>> responses = new AtomicReference<>();
    private ServerSocket server;
    private RemoteMedia media;

    @BeforeEach
    void start() throws Exception {
        server = Certificates.listener("good");
        media =
                LocalMedia.allowed(
                        RemoteMedia.DEFAULT.with(Tls.trusting(Certificates.trustStore("ca"))));
        responses.set(path -> ok(PDF));
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void serve() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) socket.getInputStream().read());
            }
            String path = head.toString().split(" ", 3)[1];
            paths.add(path);
            OutputStream out = socket.getOutputStream();
            out.write(responses.get().apply(path).getBytes(ISO_8859_1));
            out.flush();
            if (path.startsWith("/slow")) {
                int unused = socket.getInputStream().read(); // until the client closes
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    private static String redirect(String location) {
        return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
    }

    private URI at(String path) {
        return URI.create("https://127.0.0.1:" + server.getLocalPort() + path);
    }

    @Test
    void aFileIsWhatItsBytesAre() {
        assertThat(media.get(at("/a/annual%20report.pdf?signature=s3cret#page2")))
                .isEqualTo(
                        new Content.Document(
                                "pdf", "annual report", Source.bytes(PDF.getBytes(UTF_8))));
        assertThat(paths).containsExactly("/a/annual%20report.pdf?signature=s3cret");

        responses.set(path -> ok("\u0089PNG\r\n\u001a\n"));
        assertThat(media.get(at("/"))).isInstanceOf(Content.Image.class);
        responses.set(path -> ok("a,b"));
        assertThat(((Content.Document) media.get(at("/table.csv"))).format()).isEqualTo("csv");
        responses.set(path -> "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + PDF);
        assertThat(media.get(at("/b.pdf"))).isInstanceOf(Content.Document.class);
    }

    @Test
    void redirectsAreFollowedWithinBounds() {
        responses.set(path -> path.equals("/a") ? redirect("b/c.pdf") : ok(PDF));
        assertThat(((Content.Document) media.get(at("/a"))).name()).isEqualTo("c");

        responses.set(path -> redirect("/again"));
        assertThatThrownBy(() -> media.get(at("/a")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("more than 5 redirects");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://169.254.169.254/latest/meta-data/",
                "https://10.0.0.1/a.png",
                "https://[fd00:ec2::254]/a.png",
                "http://127.0.0.1/a.png",
                "file:///etc/passwd",
                "https://user:password@127.0.0.1/a.png"
            })
    void aRedirectLeadsToNoOtherAddress(String location) {
        responses.set(path -> redirect(location));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> media.get(at("/a")))
                .withMessageStartingWith("not read");
        assertThat(paths).containsExactly("/a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/a.png",
                "https://localhost/a.png",
                "https://2130706433/a.png",
                "https://[::1]/a.png",
                "https://[::ffff:127.0.0.1]/a.png",
                "http://example.com/a.png",
                "https:a.png",
                "file:///etc/passwd"
            })
    void onlyPublicServersAreCalled(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RemoteMedia.DEFAULT.get(URI.create(address)))
                .withMessageStartingWith("not read");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aFileThatIsTooLargeIsNotRead(boolean announced) {
        String large = PDF + " ".repeat(100_000);
        responses.set(
                path ->
                        announced
                                ? ok(large)
                                : "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + large);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> media.withMaxBytes(50_000).get(at("/a")))
                .withMessageContaining("larger than 50000 bytes");
        assertThat(media.withMaxBytes(200_000).get(at("/a"))).isNotNull();
        assertThatIllegalArgumentException().isThrownBy(() -> media.withMaxBytes(0));
    }

    @Test
    void aServerThatIsTooSlowIsNotWaitedFor() {
        responses.set(path -> "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + PDF);

        assertThatThrownBy(() -> media.withTimeout(Duration.ofMillis(300)).get(at("/slow")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot read from 127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx",
                "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 302 Found\r\nLocation: https://%%\r\nContent-Length: 0\r\n\r\n",
                "nonsense\r\n\r\n"
            })
    void anyOtherResponseIsAFailureWithoutTheAddress(String response) {
        responses.set(path -> response);

        assertThatThrownBy(() -> media.get(at("/a.png?signature=s3cret")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("127.0.0.1")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void anUntrustedServerIsNotRead() throws Exception {
        RemoteMedia other = media.with(Tls.trusting(Certificates.trustStore("unknown")));

        assertThatThrownBy(() -> other.get(at("/a"))).isInstanceOf(UncheckedIOException.class);
        assertThat(paths).isEmpty();
    }
}
