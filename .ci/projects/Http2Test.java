import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Fault;
import dev.outcrop.local.script.Scripted;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The parts of Jetty that HTTP/2 over TLS needs. */
@LocalBedrockTest
class Http2Test {
    private static final String NOVA = "us.amazon.nova-lite-v1:0";

    @Test
    void http2IsSpokenOverTls(LocalBedrock local) throws Exception {
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(LocalBedrock.testTrust());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
            HttpResponse<String> response =
                    client.send(converse(local.tlsEndpoint()), BodyHandlers.ofString());
            assertEquals(HttpClient.Version.HTTP_2, response.version());
            assertEquals(200, response.statusCode(), response.body());

            for (Scripted broken : List.of(Fault.refusedStream(), Fault.goAway())) {
                local.script(broken);
                assertEquals(200, statusUnlessBroken(client, local.tlsEndpoint()));
            }
        }
    }

    /** The JDK's client may send such a request again. */
    private static int statusUnlessBroken(HttpClient client, URI endpoint) throws Exception {
        try {
            return client.send(converse(endpoint), BodyHandlers.ofString()).statusCode();
        } catch (IOException e) {
            return 200;
        }
    }

    private static HttpRequest converse(URI endpoint) {
        return HttpRequest.newBuilder(endpoint.resolve("/model/" + NOVA + "/converse"))
                .POST(
                        BodyPublishers.ofString(
                                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]}"))
                .build();
    }
}
