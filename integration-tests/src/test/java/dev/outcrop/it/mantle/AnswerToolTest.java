package dev.outcrop.it.mantle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.CompatibleServer;
import dev.outcrop.error.ValidationException;
import dev.outcrop.it.faults.CapturedLog;
import dev.outcrop.json.Json;
import dev.outcrop.settings.Extraction;
import dev.outcrop.settings.Extraction.Via;
import dev.outcrop.tool.Tool;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Structured output on servers that refuse to force a tool, or have none. */
@Isolated
class AnswerToolTest {
    record Person(String name, int age) {}

    /** A type without a strict schema. */
    record Tree(String label, List<Tree> children) {}

    record Query(String text) {}

    /** What a server refuses, in its own words. */
    enum Server {
        LM_STUDIO {
            @Override
            String refusal(Json.Obj body) {
                return body.get("tool_choice") instanceof Json.Obj
                        ? "{\"error\":\"Invalid tool_choice type: 'object'. Supported string values:"
                                + " none, auto, required\"}"
                        : "";
            }
        },
        PERPLEXITY {
            @Override
            String refusal(Json.Obj body) {
                return body.get("tools") == null
                        ? ""
                        : "{\"error\":{\"message\":\"Tool calling is not supported for this model\","
                                + "\"type\":\"invalid_request\",\"code\":400}}";
            }
        },
        OLLAMA {
            @Override
            String refusal(Json.Obj body) {
                return body.get("tools") == null
                        ? ""
                        : "{\"error\":{\"message\":\"registry.ollama.ai/library/gemma:latest does"
                                + " not support tools\",\"type\":\"api_error\"}}";
            }
        },
        /** A server with neither forced tools nor schemas. */
        PLAIN {
            @Override
            String refusal(Json.Obj body) {
                return body.get("response_format") == null
                        ? PERPLEXITY.refusal(body)
                        : "{\"error\":{\"message\":\"response_format is not supported\"}}";
            }
        };

        /** Returns the refusal of a request; empty if it is accepted. */
        abstract String refusal(Json.Obj body);
    }

    private final List<Json.Obj> bodies = Collections.synchronizedList(new ArrayList<>());
    private final CapturedLog log = new CapturedLog();
    private HttpServer http;
    private Bedrock client;

    private Bedrock connect(Server server) throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/v1/chat/completions", exchange -> answer(server, exchange));
        http.start();
        String url = "http://127.0.0.1:" + http.getAddress().getPort() + "/v1";
        client = CompatibleServer.openAiCompatible(url, "key").connect();
        return client;
    }

    private void answer(Server server, HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = (Json.Obj) Json.parse(exchange.getRequestBody().readAllBytes());
            bodies.add(body);
            String refusal = server.refusal(body);
            boolean streams = Json.of(true).equals(body.get("stream"));
            byte[] sent = (refusal.isEmpty() ? said(streams) : refusal).getBytes(UTF_8);
            String type = streams ? "text/event-stream" : "application/json";
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(refusal.isEmpty() ? 200 : 400, sent.length);
            exchange.getResponseBody().write(sent);
        }
    }

    private static String said(boolean streams) {
        String part = streams ? "delta" : "message";
        String choice =
                "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\""
                        + part
                        + "\":{\"role\":\"assistant\",\"content\":"
                        + "\"{\\\"name\\\":\\\"Susan\\\",\\\"age\\\":13,\\\"label\\\":\\\"a\\\","
                        + "\\\"children\\\":[]}\"}}],"
                        + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}";
        return streams ? "data: " + choice + "\n\ndata: [DONE]\n\n" : choice;
    }

    @AfterEach
    void stop() {
        client.close();
        http.stop(0);
        log.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"LM_STUDIO", "PERPLEXITY", "OLLAMA"})
    void aSchemaIsSentWhereTheToolIsRefused(Server server) throws IOException {
        var model = connect(server).model("m");

        assertThat(model.extract(Person.class, "I am Susan, 13.").age()).isEqualTo(13);

        assertThat(bodies).hasSize(2);
        assertThat(bodies.getLast().object("response_format").object("json_schema").get("schema"))
                .isNotNull();
        assertThat(bodies.getLast().members()).doesNotContainKeys("tools", "tool_choice");
        assertThat(model.extract(Person.class, "I am Susan, 13.").age()).isEqualTo(13);
        assertThat(bodies).hasSize(3);
        assertThat(log.lines()).filteredOn(line -> line.contains("another method")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aStreamIsAskedAgainInTheSameWay(Server server) throws IOException {
        var extractor = connect(server).model("m").extractor(Person.class);

        try (var stream = extractor.extractStream("I am Susan, 13.")) {
            assertThat(stream.value()).isEqualTo(new Person("Susan", 13));
        }
        assertThat(bodies.getLast().members()).doesNotContainKey("tools");
    }

    @Test
    void aServerWithoutSchemasIsToldTheSchema() throws IOException {
        var model = connect(Server.PLAIN).model("m");

        assertThat(model.extract(Person.class, "I am Susan, 13.").age()).isEqualTo(13);

        assertThat(bodies).hasSize(3);
        assertThat(bodies.getLast().members()).doesNotContainKeys("tools", "response_format");
        assertThat(bodies.getLast().toString()).contains("JSON schema");
    }

    @Test
    void aTypeWithoutAStrictSchemaIsDescribedInTheQuestion() throws IOException {
        var model = connect(Server.PERPLEXITY).model("m");

        assertThat(model.extract(Tree.class, "Draw.")).isEqualTo(new Tree("a", List.of()));

        assertThat(bodies.getLast().members()).doesNotContainKeys("tools", "response_format");
    }

    @Test
    void aMethodThatTheCallerChoseStays() throws IOException {
        var model =
                connect(Server.PERPLEXITY)
                        .model("m")
                        .with(Extraction.DEFAULT.withVia(Via.FORCED_TOOL));

        assertThatThrownBy(() -> model.extract(Person.class, "I am Susan, 13."))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("Tool calling is not supported");
        assertThat(bodies).hasSize(1);
    }

    @Test
    void theJsonModeOfAServerIsSetByItsField() throws IOException {
        var model =
                connect(Server.LM_STUDIO)
                        .model("m")
                        .withApiArgs(Map.of("response_format", Map.of("type", "json_object")));

        assertThat(model.extractor().extract("Susan, 13, as JSON")).isInstanceOf(Json.Obj.class);

        assertThat(bodies.getLast().object("response_format").string("type"))
                .isEqualTo("json_object");
        assertThat(bodies.getLast().toString()).contains("one JSON value");
    }

    @Test
    void toolsOfTheChatAreNotDropped() throws IOException {
        Chat chat =
                connect(Server.PERPLEXITY)
                        .chat("m")
                        .tools(Tool.of("lookup", "Looks it up", Query.class, query -> "found"))
                        .open();

        assertThatThrownBy(() -> chat.extract(Person.class, "I am Susan, 13."))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> chat.ask("Who?")).isInstanceOf(ValidationException.class);
        assertThat(bodies).hasSize(2).allSatisfy(body -> assertThat(body.get("tools")).isNotNull());
    }

    @Test
    void toolsOfTheChatStayBesideTheSchema() throws IOException {
        Chat chat =
                connect(Server.LM_STUDIO)
                        .chat("m")
                        .tools(Tool.of("lookup", "Looks it up", Query.class, query -> "found"))
                        .open();

        assertThat(chat.extract(Person.class, "I am Susan, 13.").age()).isEqualTo(13);

        assertThat(bodies.getLast().array("tools")).hasSize(1);
        assertThat(bodies.getLast().get("response_format")).isNotNull();
        assertThat(Map.copyOf(bodies.getLast().members())).doesNotContainKey("tool_choice");
    }
}
