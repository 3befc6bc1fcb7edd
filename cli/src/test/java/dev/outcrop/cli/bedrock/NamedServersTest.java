package dev.outcrop.cli.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.outcrop.CompatibleServer;
import dev.outcrop.cli.Cli;
import dev.outcrop.cli.Cli.Result;
import dev.outcrop.json.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The servers of {@code --server}. The documentation of the library lists their variables. */
class NamedServersTest {
    private static final String CHAT =
            """
            {"id":"1","choices":[{"index":0,"finish_reason":"stop","message":
            {"role":"assistant","content":"Hello."}}],"usage":{"prompt_tokens":1,"completion_tokens":1}}""";
    private static final String MESSAGE =
            """
            {"id":"1","type":"message","role":"assistant","model":"m","stop_reason":"end_turn",
            "content":[{"type":"text","text":"Hello."}],"usage":{"input_tokens":1,"output_tokens":1}}""";

    /** A row of the table of presets: the server's name, and the variables of its key. */
    record Row(String name, List<String> keys, boolean optional, String address) {}

    private record Received(String path, String headers, Json.Obj body) {}

    @TempDir Path home;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Cli cli;

    @BeforeEach
    void start() throws IOException {
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = HttpServer.create(here, 0);
        server.createContext("/", this::answer);
        server.start();
        cli = new Cli(home);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            Json body = Json.parse(exchange.getRequestBody().readAllBytes());
            received.add(
                    new Received(
                            path,
                            exchange.getRequestHeaders().values().toString(),
                            (Json.Obj) body));
            byte[] answer = (path.endsWith("/messages") ? MESSAGE : CHAT).getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String page(String name) throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("CONTRIBUTING.md"))) {
            root = Objects.requireNonNull(root.getParent());
        }
        return Files.readString(root.resolve("docs").resolve(name));
    }

    static List<Row> rows() throws IOException {
        Pattern row =
                Pattern.compile("(?m)^\\| [^|]+ \\| `(\\w+)\\(\\)`[^|]*\\|([^|]+)\\|([^|]+)\\|");
        Matcher found = row.matcher(page("servers.md"));
        var rows = new ArrayList<Row>();
        while (found.find()) {
            String address = found.group(3);
            var keys = new ArrayList<String>();
            Matcher variable = Pattern.compile("`(\\w+)`").matcher(found.group(2));
            while (variable.find()) {
                if (!address.contains("{" + variable.group(1))) {
                    keys.add(variable.group(1));
                }
            }
            rows.add(
                    new Row(
                            found.group(1).toLowerCase(Locale.ROOT),
                            keys,
                            found.group(2).contains("(optional)"),
                            address));
        }
        return rows;
    }

    private Result ask(String name, String... more) {
        var args = new ArrayList<>(List.of("ask", "--no-stream", "--server", name, "-m", "some"));
        args.addAll(List.of(more));
        args.add("Hi");
        return cli.run(args.toArray(String[]::new));
    }

    private void config(String text) throws IOException {
        Path file = home.resolve(".config/outcrop/config.toml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void eachPresetOfTheLibraryHasItsName() throws Exception {
        List<String> presets =
                Arrays.stream(CompatibleServer.class.getMethods())
                        .filter(method -> Modifier.isStatic(method.getModifiers()))
                        .filter(method -> method.getParameterCount() == 0)
                        .map(method -> method.getName().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList();

        assertThat(NamedServers.known()).isEqualTo(presets);
        assertThat(rows()).extracting(Row::name).containsExactlyInAnyOrderElementsOf(presets);
        String help = cli.run("help", "ask").out();
        for (String name : presets) {
            assertThat(help).containsPattern("\\b" + name + "\\b");
            assertThat(page("command.md")).contains("`" + name + "`");
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theKeyIsInTheUsualVariable(Row row) throws Exception {
        config("[servers.%s]\nurl = \"%s\"\n".formatted(row.name(), url()));
        for (String variable : row.keys()) {
            Cli other = new Cli(home).env(variable, "key-of-" + variable);

            Result result =
                    other.run("ask", "--no-stream", "--server", row.name(), "-m", "some", "Hi");

            assertThat(result).isEqualTo(new Result(0, "Hello.\n", ""));
            assertThat(received.getLast().headers()).contains("key-of-" + variable);
        }
        assertThat(received).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aMissingKeyIsNamed(Row row) throws Exception {
        config("[servers.%s]\nurl = \"%s\"\n".formatted(row.name(), url()));

        Result result = ask(row.name());

        assertThat(result.code()).isEqualTo(row.optional() ? 0 : 3);
        assertThat(received).hasSize(row.optional() ? 1 : 0);
        if (!row.optional()) {
            assertThat(result.err())
                    .startsWith("error: There is no key for ")
                    .contains(row.keys().getFirst() + " is not set")
                    .doesNotContain("withKey");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "azure,AZURE_OPENAI_ENDPOINT",
        "cloudflare,CLOUDFLARE_ACCOUNT_ID",
        "databricks,DATABRICKS_HOST",
        "snowflake,SNOWFLAKE_ACCOUNT"
    })
    void aMissingAddressIsNamed(String name, String variable) {
        Result result = ask(name);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(variable + " is not set");
    }

    @ParameterizedTest
    @CsvSource({
        "azure,AZURE_OPENAI_ENDPOINT,/openai/v1/chat/completions",
        "databricks,DATABRICKS_HOST,/serving-endpoints/chat/completions",
        "lmstudio,LMSTUDIO_BASE_URL,/v1/chat/completions",
        "ollama,OLLAMA_BASE_URL,/v1/chat/completions",
        "openai,OPENAI_BASE_URL,/chat/completions"
    })
    void theAddressIsInTheUsualVariable(String name, String variable, String path) {
        cli.env(variable, url())
                .env("AZURE_OPENAI_API_KEY", "k")
                .env("DATABRICKS_TOKEN", "k")
                .env("OPENAI_API_KEY", "k");

        assertThat(ask(name)).isEqualTo(new Result(0, "Hello.\n", ""));
        assertThat(received.getLast().path()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "mistral,random_seed",
        "openai,max_completion_tokens",
        "groq,seed",
        "anthropic,max_tokens"
    })
    void settingsHaveTheNamesOfTheServer(String name, String member) throws Exception {
        config("[servers.%s]\nurl = \"%s\"\nkey_env = \"MINE\"\n".formatted(name, url()));
        cli.env("MINE", "my-key");

        Result result = ask(name, "-p", "seed=5", "--max-tokens", "9");

        assertThat(result.code()).isZero();
        assertThat(received.getLast().headers()).contains("my-key");
        assertThat(received.getLast().body().members()).containsKey(member);
    }

    @Test
    void aServerOfTheConfigurationHasTheApiThatIsNamed() throws Exception {
        config(
                "[servers.mine]\nurl = \"%1$s/v1\"\n[servers.other]\nurl = \"%1$s\"\napi = \"anthropic\"\nkey_env = \"MINE\"\n"
                        .formatted(url()));

        assertThat(ask("mine").out()).isEqualTo("Hello.\n");
        assertThat(received.getLast().path()).isEqualTo("/v1/chat/completions");
        assertThat(ask("other").err()).contains("needs a key in MINE");
        assertThat(
                        cli.env("MINE", "k")
                                .run("ask", "--no-stream", "--server=other", "-mx", "Hi")
                                .out())
                .isEqualTo("Hello.\n");
        assertThat(received.getLast().path()).isEqualTo("/messages");
    }

    @Test
    void aDryRunShowsTheRequestToTheServerAndNeedsNoKey() throws Exception {
        config("[servers.mine]\nurl = \"%s\"\nkey_env = \"MINE\"\n".formatted(url()));

        Result mistral = ask("mistral", "--dry-run", "-p", "seed=5");
        Result azure = ask("azure", "--dry-run");

        assertThat(mistral.err()).startsWith("POST /chat/completions");
        assertThat(mistral.out()).contains("\"random_seed\":5", "\"model\":\"some\"");
        assertThat(azure.out()).contains("\"model\":\"some\"");
        assertThat(ask("mine", "--dry-run").out()).contains("\"model\":\"some\"");
        assertThat(received).isEmpty();
    }

    @Test
    void anUnknownNameIsRefused() throws Exception {
        config("[servers.mine]\nurl = \"%s\"\n".formatted(url()));

        assertThat(ask("mistrl").err()).contains("Try:  outcrop ask --server mistral ");
        assertThat(ask("elsewhere").code()).isEqualTo(2);
        assertThat(ask("elsewhere").err())
                .startsWith("error: Unknown server \"elsewhere\".")
                .contains("mine, mistral");
    }
}
