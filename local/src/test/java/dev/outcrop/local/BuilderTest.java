package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Pacing;
import dev.outcrop.local.engine.Quotas;
import dev.outcrop.local.script.Fault;
import dev.outcrop.local.script.Faults;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the builder is told is what the server does. */
class BuilderTest {
    private Instant now = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void acceptsTheModelIdsThatItWasGiven() throws Exception {
        try (LocalBedrock local =
                        LocalBedrock.builder().models("anthropic.claude-opus-99-v1:0").start();
                Http http = new Http(local)) {
            String path = "/model/us.anthropic.claude-opus-%s-v1%%3A0/converse";

            assertThat(http.post(path.formatted("99"), Http.asking("Hello")).statusCode())
                    .isEqualTo(200);
            assertThat(http.post(path.formatted("98"), Http.asking("Hello")).body())
                    .isEqualTo("{\"message\":\"The provided model identifier is invalid.\"}");
        }
    }

    @Test
    void faultsMeetTheirShareOfRequestsTheSameWayEachTime() throws Exception {
        Faults faults =
                Faults.rate(
                        0.3, Scripted.error("ThrottlingException", "by chance"), Fault.html(502));
        List<Integer> first = statuses(faults, 60);

        assertThat(statuses(faults.seed(1), 60)).isEqualTo(first);
        assertThat(statuses(faults.seed(2), 60)).isNotEqualTo(first);
        assertThat(first.stream().filter(status -> status != 200).count()).isBetween(8L, 30L);
        assertThat(first).contains(200, 429, 502);
    }

    @Test
    void aRateIsAShare() {
        assertThatThrownBy(() -> Faults.rate(1.5, Fault.resetBeforeHead()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void quotasThrottle() throws Exception {
        var builder =
                LocalBedrock.builder()
                        .clock(() -> now)
                        .quotas(Quotas.NONE.withRequestsPerMinute(2));
        try (var local = builder.start();
                var http = new Http(local)) {
            http.converse(Http.asking("Hi"));
            http.converse(Http.asking("Hi"));
            var throttled = http.converse(Http.asking("Hi"));
            now = now.plus(Duration.ofMinutes(1));

            assertThat(throttled.statusCode()).isEqualTo(429);
            assertThat(throttled.body())
                    .isEqualTo(
                            "{\"message\":\"Too many requests, please wait before trying"
                                    + " again.\"}");
            assertThat(http.converse(Http.asking("Hi")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void cachingIsAccountedForOverRequests() throws Exception {
        String body =
                "{\"system\":[{\"text\":\"a"
                        + " b".repeat(1_999)
                        + "\"},{\"cachePoint\":{\"type\":\"default\"}}],"
                        + Http.asking("Hi").substring(1);
        try (var local = LocalBedrock.builder().clock(() -> now).start();
                var http = new Http(local)) {
            var first = usage(http.converse(body).body());
            var events = Frames.events(http.converseStream(body).body());
            var second = events.getLast().payload().object("usage");

            assertThat(first.integer("cacheWriteInputTokens", 0)).isEqualTo(2_000);
            assertThat(second.integer("cacheReadInputTokens", 0)).isEqualTo(2_000);
            assertThat(second.integer("cacheWriteInputTokens", -1)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tell me three jokes",
                "thinking sampler",
                "md sampler",
                "call the tool",
                "say error:validation"
            })
    void streamsWhatItWouldSayAtOnce(String question) throws Exception {
        String body =
                Http.asking(question).replaceFirst("}$", "")
                        + ",\"toolConfig\":{\"tools\":[{\"toolSpec\":{\"name\":\"look\","
                        + "\"inputSchema\":{\"json\":{\"type\":\"object\",\"required\":[\"at\"],"
                        + "\"properties\":{\"at\":{\"type\":\"integer\"}}}}}}]}}";
        try (var local = LocalBedrock.start();
                var http = new Http(local)) {
            var whole = http.converse(body);
            var stream = http.converseStream(body);

            assertThat(stream.statusCode()).isEqualTo(whole.statusCode());
            if (whole.statusCode() == 200) {
                var events = Frames.events(stream.body());
                assertThat(Folded.of(events))
                        .isEqualTo(
                                ((Json.Obj) Json.parse(whole.body()))
                                        .object("output")
                                        .object("message"));
            }
        }
    }

    @Test
    void aStrictScriptRefusesWhatIsNotSaid() throws Exception {
        try (var local = LocalBedrock.builder().strict().start();
                var http = new Http(local)) {
            local.script(Scripted.text("One."));

            assertThat(http.converse(Http.asking("?")).statusCode()).isEqualTo(200);
            assertThat(http.converse(Http.asking("?")).statusCode()).isEqualTo(400);
            assertThat(local.unmatched())
                    .singleElement()
                    .asString()
                    .startsWith("POST /model/")
                    .endsWith("The script has no answer for this request.");
        }
    }

    @Test
    void pacesWithoutChangingWhatIsSaid() throws Exception {
        var pacing = new Pacing(Duration.ofNanos(1), Duration.ofNanos(1), 0.5, 1);
        try (var paced = LocalBedrock.builder().pacing(pacing).start();
                var plain = LocalBedrock.start();
                var one = new Http(paced);
                var other = new Http(plain)) {
            List<Event> events = Frames.events(one.converseStream(Http.asking("Hi")).body());

            assertThat(Frames.text(events))
                    .isEqualTo(
                            Frames.text(
                                    Frames.events(other.converseStream(Http.asking("Hi")).body())));
        }
    }

    private static List<Integer> statuses(Faults faults, int requests) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        try (var local = LocalBedrock.builder().faults(faults).start();
                var http = new Http(local)) {
            for (int i = 0; i < requests; i++) {
                statuses.add(http.converse(Http.asking("Hi")).statusCode());
            }
        }
        return statuses;
    }

    private static Json.Obj usage(String body) {
        return ((Json.Obj) Json.parse(body)).object("usage");
    }
}
