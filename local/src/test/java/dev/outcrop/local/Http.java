package dev.outcrop.local;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Plain requests to a local Bedrock, by a client that knows nothing of AWS. */
final class Http implements AutoCloseable {
    static final String MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1%3A0";

    private final LocalBedrock local;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Http(LocalBedrock local) {
        this.local = local;
    }

    static TrustManager[] trust() throws Exception {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(LocalBedrock.testTrust());
        return trust.getTrustManagers();
    }

    /** Trusts the test certificate. */
    static SSLContext tls() throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust(), null);
        return context;
    }

    /** A client of HTTP/2 over TLS that trusts the test certificate. */
    static HttpClient http2() throws Exception {
        return HttpClient.newBuilder().sslContext(tls()).version(HttpClient.Version.HTTP_2).build();
    }

    HttpResponse<String> converse(String body) throws Exception {
        return post("/model/" + MODEL + "/converse", body);
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(request(path, body), BodyHandlers.ofString());
    }

    HttpResponse<byte[]> converseStream(String body) throws Exception {
        return client.send(
                request("/model/" + MODEL + "/converse-stream", body), BodyHandlers.ofByteArray());
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    URI uri(String path) {
        return URI.create(local.endpoint() + path);
    }

    private HttpRequest request(String path, String body) {
        return HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .header("anthropic-version", "2023-06-01")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** A conversation of one question. */
    static String asking(String text) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"" + text + "\"}]}]}";
    }

    @Override
    public void close() {
        client.close();
    }
}
