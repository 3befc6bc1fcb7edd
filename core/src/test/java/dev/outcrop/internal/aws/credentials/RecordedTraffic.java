package dev.outcrop.internal.aws.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.internal.aws.credentials.source.CredentialsHttp;
import dev.outcrop.json.Json;

import java.net.ConnectException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Answers with what AWS's services answered when the traffic was recorded, in that order. */
final class RecordedTraffic implements CredentialsHttp {
    private final List<Exchange> exchanges;
    private int next;

    /** A request in words, and what came back. */
    private record Exchange(String request, Answer answer) {}

    private RecordedTraffic(List<Exchange> exchanges) {
        this.exchanges = exchanges;
    }

    /** Reads the events of one recording; those of one connection belong together. */
    static RecordedTraffic of(Json.Obj recording) {
        Map<Long, List<Json.Obj>> connections = new LinkedHashMap<>();
        for (Json event : recording.array("events")) {
            connections
                    .computeIfAbsent(
                            ((Json.Obj) event).integer("connection_id", -1),
                            id -> new ArrayList<>())
                    .add(((Json.Obj) event).object("action"));
        }
        return new RecordedTraffic(
                connections.values().stream().map(RecordedTraffic::exchange).toList());
    }

    private static Exchange exchange(List<Json.Obj> actions) {
        String request = "";
        int status = 0;
        var sent = new StringBuilder();
        var received = new StringBuilder();
        for (Json.Obj action : actions) {
            Json.Obj head = action.object("Request").object("request");
            if (!head.members().isEmpty()) {
                request = inWords(head);
            }
            status +=
                    (int)
                            action.object("Response")
                                    .object("response")
                                    .object("Ok")
                                    .integer("status", 0);
            Json.Obj data = action.object("Data");
            ("Request".equals(data.string("direction")) ? sent : received)
                    .append(text(data.object("data")));
        }
        return new Exchange(
                request + action(sent.toString()),
                new Answer(status, received.toString().getBytes(UTF_8)));
    }

    private static String inWords(Json.Obj head) {
        Json token = head.object("headers").members().get("x-aws-ec2-metadata-token");
        return inWords(
                String.valueOf(head.string("method")),
                URI.create(String.valueOf(head.string("uri"))),
                token instanceof Json.Arr all ? ((Json.Str) all.elements().get(0)).value() : "");
    }

    private static String inWords(String method, URI uri, String token) {
        String[] query = String.valueOf(uri.getQuery()).split("&", -1);
        Arrays.sort(query);
        return method
                + " "
                + uri.getScheme()
                + "://"
                + uri.getAuthority()
                + (uri.getPath().isEmpty() ? "/" : uri.getPath())
                + Arrays.toString(query)
                + token;
    }

    private static String action(String body) {
        return body.startsWith("Action=") ? " " + body.substring(0, body.indexOf('&')) : "";
    }

    private static String text(Json.Obj data) {
        String base64 = data.string("Base64");
        String text = data.string("Utf8");
        return base64 != null
                ? new String(Base64.getDecoder().decode(base64), UTF_8)
                : text == null ? "" : text;
    }

    @Override
    public Answer send(Ask ask) throws ConnectException {
        if (next == exchanges.size()) {
            throw new ConnectException("nothing more was recorded");
        }
        Exchange recorded = exchanges.get(next++);
        var headers = new TreeMap<String, String>();
        ask.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        assertThat(
                        inWords(
                                        ask.method(),
                                        ask.uri(),
                                        headers.getOrDefault("x-aws-ec2-metadata-token", ""))
                                + action(new String(ask.body(), UTF_8)))
                .isEqualTo(recorded.request);
        return recorded.answer;
    }

    /** How many of the recorded requests were not sent. */
    int left() {
        return exchanges.size() - next;
    }
}
