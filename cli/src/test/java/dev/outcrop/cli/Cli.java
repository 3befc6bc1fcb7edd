package dev.outcrop.cli;

import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The command as its user has it: an environment, stdin, and then what came out. */
public final class Cli {
    /** What one run gave. */
    public record Result(int code, String out, String err) {}

    private final Map<String, String> env = new HashMap<>();
    private String stdin = "";

    /** Without an account. */
    public Cli(Path home) {
        env.put("HOME", home.toString());
        env.put("AWS_EC2_METADATA_DISABLED", "true");
        env.put("AWS_MAX_ATTEMPTS", "1");
    }

    /** With keys that a local Bedrock takes. */
    public static Cli of(Path home, LocalBedrock local) {
        return new Cli(home)
                .env("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", local.endpoint().toString())
                .env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
                .env("AWS_SECRET_ACCESS_KEY", "no-secret")
                .env("AWS_REGION", "us-east-1");
    }

    public Cli env(String name, String value) {
        env.put(name, value);
        return this;
    }

    public Cli stdin(String text) {
        stdin = text;
        return this;
    }

    public Map<String, String> env() {
        return env;
    }

    public Result run(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = Main.run(args, env, in(), printer(out), printer(err));
        return new Result(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    InputStream in() {
        return new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
    }

    public static PrintStream printer(java.io.OutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    /** The text of the last question that the local Bedrock received. */
    public static String lastQuestion(LocalBedrock local) {
        Json.Obj body = (Json.Obj) local.requests().getLast().body();
        Json.Obj last = (Json.Obj) body.array("messages").getLast();
        Json.Obj block = (Json.Obj) last.array("content").getFirst();
        return String.valueOf(block.string("text"));
    }
}
