package dev.outcrop.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.json.Json;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A server that breaks the protocol in one of many ways; a program of its own. */
final class StubServer {
    private final String fault;
    private final OutputStream out = System.out;
    private Json lastId = Json.NULL;
    private int lists;
    private int calls;

    private StubServer(String fault) {
        this.fault = fault;
    }

    /** Returns the command that starts it. */
    static List<String> command(String fault, String... more) {
        var command =
                new java.util.ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xshare:auto",
                                "-cp",
                                System.getProperty("java.class.path"),
                                StubServer.class.getName(),
                                fault));
        command.addAll(List.of(more));
        return command;
    }

    public static void main(String[] args) throws Exception {
        if (args[0].equals("sleep")) {
            Thread.currentThread().join();
        }
        if (args.length > 1) { // says which processes there are
            Process child = new ProcessBuilder(command("sleep")).start();
            Files.writeString(Path.of(args[1]), ProcessHandle.current().pid() + " " + child.pid());
        }
        new StubServer(args[0]).run();
    }

    private void run() throws IOException {
        if (fault.equals("exits at once")) {
            System.err.println("the configuration is missing");
            System.exit(3);
        }
        if (fault.equals("says nothing")) {
            hang();
        }
        var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            var message = (Json.Obj) Json.parse(line);
            answer(String.valueOf(message.string("method")), message);
        }
        if (fault.equals("ignores the end")) {
            hang();
        }
    }

    private static void hang() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(String method, Json.Obj message) throws IOException {
        Json id = message.members().getOrDefault("id", Json.NULL);
        switch (method) {
            case "server/discover" -> discover(id);
            case "initialize" -> initialize(id);
            case "tools/list" -> {
                lists++;
                list(id);
            }
            case "tools/call" -> call(id, message.object("params"));
            default -> {}
        }
        lastId = id;
    }

    private void discover(Json id) throws IOException {
        if (fault.equals("knows no version")) {
            send(
                    JsonRpc.error(
                            id,
                            Era.UNSUPPORTED_VERSION,
                            "Unsupported protocol version",
                            Json.EMPTY.with("supported", Json.array(Json.of("2030-01-01")))));
        } else {
            send(JsonRpc.error(id, -32601, "Method not found", null));
        }
    }

    private void initialize(Json id) throws IOException {
        String version = fault.equals("wants another version") ? "1999-01-01" : "2025-11-25";
        if (fault.equals("prints a banner")) {
            raw("Welcome to the server!\n\u001b[2J\n");
        }
        send(
                JsonRpc.result(
                        id,
                        Json.EMPTY
                                .with("protocolVersion", Json.of(version))
                                .with("capabilities", Json.EMPTY.with("tools", Json.EMPTY))
                                .with("serverInfo", Json.EMPTY.with("name", Json.of("stub")))));
    }

    private void list(Json id) throws IOException {
        Json.Obj schema = Json.EMPTY.with("type", Json.of("object"));
        Json.Obj tool =
                Json.EMPTY
                        .with("name", Json.of("do"))
                        .with("description", Json.of("does\u001b[31m it"))
                        .with("inputSchema", schema);
        Json.Obj result = Json.EMPTY.with("tools", Json.array(tool));
        switch (fault) {
            case "lists many things that are no tools" -> {
                Json[] things = new Json[50_000];
                java.util.Arrays.fill(things, Json.EMPTY);
                send(JsonRpc.result(id, Json.EMPTY.with("tools", Json.array(things))));
            }
            case "lists for ever" ->
                    send(JsonRpc.result(id, result.with("nextCursor", Json.of("again"))));
            case "lists tools that cannot be used" ->
                    send(
                            JsonRpc.result(
                                    id,
                                    Json.EMPTY.with(
                                            "tools",
                                            Json.array(
                                                    Json.of("no object"),
                                                    tool.without("name"),
                                                    tool.with("name", Json.of("bad"))
                                                            .with(
                                                                    "inputSchema",
                                                                    Json.EMPTY.with(
                                                                            "$ref",
                                                                            Json.of(
                                                                                    "https://example.com/s"))),
                                                    tool.with("name", Json.of("list"))
                                                            .with(
                                                                    "inputSchema",
                                                                    Json.EMPTY.with(
                                                                            "type",
                                                                            Json.of("array"))),
                                                    tool,
                                                    tool))));
            default -> send(JsonRpc.result(id, result));
        }
    }

    private void call(Json id, Json.Obj params) throws IOException {
        Json.Obj done =
                Json.EMPTY.with(
                        "content",
                        Json.array(
                                Json.EMPTY
                                        .with("type", Json.of("text"))
                                        .with("text", Json.of("done"))));
        switch (fault) {
            case "changes its tools again and again" -> {
                for (int i = 0; i < 3_000 && calls == 0; i++) {
                    send(JsonRpc.notification("notifications/tools/list_changed", Json.EMPTY));
                }
                calls++;
                Json.Obj text = Json.EMPTY.with("type", Json.of("text"));
                Json.Obj many = text.with("text", Json.of("" + lists));
                send(JsonRpc.result(id, Json.EMPTY.with("content", Json.array(many))));
            }
            case "tells its environment" ->
                    send(JsonRpc.result(id, Json.EMPTY.with("structuredContent", environment())));
            case "never answers a call" -> {}
            case "exits in a call" -> {
                System.err.println("out of luck");
                System.exit(7);
            }
            case "closes its output in a call" -> {
                out.close();
                hang();
            }
            case "stops in the middle of a line" -> {
                raw("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{\"conte");
                System.exit(0);
            }
            case "sends a message that is too long" -> {
                raw("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{\"x\":\"");
                byte[] many = "x".repeat(1 << 16).getBytes(UTF_8);
                for (int i = 0; i < 1_600; i++) { // 100 MiB
                    out.write(many);
                }
            }
            case "writes garbage for ever" -> {
                for (int i = 0; i < 100_000; i++) {
                    raw("garbage " + i + "\n");
                }
            }
            case "writes garbage first" -> {
                raw("\u0000\u0001\n[1]\n{\n\n\r\n\"x\"\n{\"jsonrpc\":\"1.0\"}\n");
                send(JsonRpc.result(id, done));
            }
            case "uses a wrong id first" -> {
                send(JsonRpc.result(Json.of(424242), Json.EMPTY));
                send(JsonRpc.result(Json.of("" + id), Json.EMPTY));
                send(JsonRpc.result(Json.NULL, Json.EMPTY));
                send(JsonRpc.result(id, done));
            }
            case "answers twice" -> {
                send(JsonRpc.result(id, done));
                send(JsonRpc.result(id, done.with("isError", Json.of(true))));
            }
            case "answers the last request again" -> {
                send(JsonRpc.result(lastId, Json.EMPTY));
                send(JsonRpc.result(id, done));
            }
            case "floods with notifications" -> {
                for (int i = 0; i < 20_000; i++) {
                    send(
                            JsonRpc.notification(
                                    "notifications/message",
                                    Json.EMPTY
                                            .with("level", Json.of("info"))
                                            .with("data", Json.of(i))));
                }
                send(JsonRpc.result(id, done));
            }
            case "floods with requests" -> {
                for (int i = 0; i < 2_000; i++) {
                    send(JsonRpc.request(Json.of(i), "elicitation/create", Json.EMPTY));
                }
                send(JsonRpc.result(id, done));
            }
            case "refuses the call" ->
                    send(JsonRpc.error(id, -32000, "the disk is\u001b[2J full", Json.of("why")));
            case "sends neither result nor error" ->
                    raw("{\"jsonrpc\":\"2.0\",\"id\":" + id + "}\n");
            case "sends a result that is no object" ->
                    raw("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":[1]}\n");
            case "sends content of unknown types" ->
                    send(
                            JsonRpc.result(
                                    id,
                                    Json.EMPTY.with(
                                            "content",
                                            Json.array(
                                                    Json.of(1),
                                                    Json.EMPTY.with("type", Json.of("hologram")),
                                                    Json.EMPTY
                                                            .with("type", Json.of("image"))
                                                            .with("mimeType", Json.of("image/png"))
                                                            .with("data", Json.of("not base64!")),
                                                    Json.EMPTY
                                                            .with("type", Json.of("text"))
                                                            .with("text", Json.of("done"))))));
            case "sends an unknown kind of result" ->
                    send(JsonRpc.result(id, done.with("resultType", Json.of("maybe"))));
            case "makes progress for ever" -> {
                Json token =
                        params.object("_meta").members().getOrDefault("progressToken", Json.NULL);
                for (int i = 0; i < 1_000_000; i++) {
                    send(
                            JsonRpc.notification(
                                    "notifications/progress",
                                    Json.EMPTY
                                            .with("progressToken", token)
                                            .with("progress", Json.of(i))));
                }
            }
            default -> send(JsonRpc.result(id, done));
        }
    }

    /** Values of names that begin with TEST only: others may be secret. */
    private static Json.Obj environment() {
        Json.Obj variables = Json.EMPTY;
        for (var variable : System.getenv().entrySet()) {
            boolean shown = variable.getKey().startsWith("TEST");
            variables =
                    variables.with(
                            variable.getKey(), Json.of(shown ? variable.getValue() : "hidden"));
        }
        return variables;
    }

    private void send(Json.Obj message) throws IOException {
        raw(message + "\n");
    }

    private void raw(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }
}
