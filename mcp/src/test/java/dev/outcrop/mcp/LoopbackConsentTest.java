package dev.outcrop.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The port of this machine to which a browser comes back, and to which others can come too. */
@Timeout(60)
class LoopbackConsentTest {
    private Thread visitor = new Thread();
    private final List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());

    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    private void visit(String method, URI page) {
        try {
            var request =
                    HttpRequest.newBuilder(page)
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build();
            statuses.add(
                    BROWSER.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URI page(Consent consent) {
        return URI.create(
                "https://a.example/authorize?redirect_uri="
                        + consent.redirectUri()
                        + "&state=the-state&scope=x");
    }

    @Test
    void theBrowserComesBack() throws Exception {
        URI back = asked("?code=1&state=the-state");

        assertThat(back.getRawQuery()).isEqualTo("code=1&state=the-state");
        assertThat(statuses).containsExactly(200);
    }

    @Test
    void otherVisitorsDoNotEndTheWait() throws Exception {
        URI back =
                asked(
                        "?code=evil&state=guessed",
                        "",
                        "?error=access_denied",
                        "x?code=evil&state=the-state",
                        "?code=1&state=the-state");

        assertThat(back.getRawQuery()).isEqualTo("code=1&state=the-state");
        assertThat(statuses).containsExactly(400, 400, 400, 404, 200);
    }

    @Test
    void aVisitorThatSaysNothingDoesNotStopTheBrowser() throws Exception {
        var consent = new Consent[1];
        consent[0] =
                Consent.onThisMachine(
                        page -> {
                            try {
                                int port = consent[0].redirectUri().getPort();
                                var silent = new Socket(InetAddress.getLoopbackAddress(), port);
                                silent.getOutputStream().write('G');
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                            visitAll(consent[0], "?code=1&state=the-state");
                        });

        assertThat(consent[0].ask(page(consent[0])).getRawQuery()).startsWith("code=1");
    }

    private URI asked(String... queries) throws InterruptedException {
        var consent = new Consent[1];
        consent[0] = Consent.onThisMachine(page -> visitAll(consent[0], queries));
        URI back = consent[0].ask(page(consent[0]));
        visitor.join();
        return back;
    }

    private void visitAll(Consent consent, String... queries) {
        visitor =
                Thread.startVirtualThread(
                        () -> {
                            for (String query : queries) {
                                visit("GET", URI.create(consent.redirectUri() + query));
                            }
                        });
    }
}
