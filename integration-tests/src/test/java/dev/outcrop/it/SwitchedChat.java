package dev.outcrop.it;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.Model;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.StructuredOutputException;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Source;
import dev.outcrop.message.Turn;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.Protocol;
import dev.outcrop.tool.ToolMethod;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * A chat that goes from model to model, with thinking, tools, media and records. The same for the
 * same random numbers.
 */
final class SwitchedChat {
    /** At least one of each family, and of each line with rules of its own. */
    static final List<String> MODELS =
            List.of(
                    "anthropic.claude-3-haiku-20240307-v1:0",
                    "us.anthropic.claude-sonnet-4-20250514-v1:0",
                    "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
                    "global.anthropic.claude-opus-4-6-v1",
                    "us.anthropic.claude-opus-4-8",
                    "us.anthropic.claude-sonnet-5",
                    "global.anthropic.claude-opus-5-5",
                    "us.anthropic.claude-sonnet-5-5",
                    "us.anthropic.claude-haiku-5-5",
                    "global.anthropic.claude-fable-5-1",
                    "us.amazon.nova-lite-v1:0",
                    "us.amazon.nova-2-lite-v1:0",
                    "us.meta.llama3-3-70b-instruct-v1:0",
                    "us.meta.llama4-maverick-17b-instruct-v1:0",
                    "mistral.mistral-large-2402-v1:0",
                    "us.mistral.pixtral-large-2502-v1:0",
                    "mistral.mistral-large-3-675b-instruct",
                    "us.deepseek.r1-v1:0",
                    "deepseek.v3.2",
                    "openai.gpt-oss-120b-1:0",
                    "us.openai.gpt-6.1-sol",
                    "qwen.qwen3-32b-v1:0",
                    "moonshotai.kimi-k2.5",
                    "us.moonshotai.kimi-k3",
                    "zai.glm-4.7",
                    "minimax.minimax-m2.1",
                    "us.xai.grok-4.6",
                    "us.writer.palmyra-x5-v1:0",
                    "nvidia.nemotron-nano-12b-v2");

    private static final List<String> WITH_NATIVE_FORMAT =
            List.of("claude", "nova", "gpt-oss", "qwen", "mistral-large-3");

    private static final byte[] PIXEL =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private final LocalBedrock local;
    private final Bedrock bedrock;
    private final Path file;
    private final Random random;
    private Chat chat;
    private boolean tools;

    SwitchedChat(LocalBedrock local, Bedrock bedrock, Path file, Random random) {
        this.local = local;
        this.bedrock = bedrock;
        this.file = file;
        this.random = random;
        chat = model().chat().system(random.nextBoolean() ? "Be brief." : null).open();
    }

    Chat chat() {
        return chat;
    }

    /** What went wrong with a question that a new chat could have asked; null if nothing did. */
    record Failure(String step, BedrockException why) {}

    /** Does something, and adds to the protocol what it was. */
    @Nullable Failure step(List<String> done) {
        int kind = random.nextInt(20);
        String model = chat.model().id();
        switch (kind) {
            case 0 -> {
                chat.save(file);
                chat = bedrock.load(file).open();
                if (tools) {
                    chat.tools(new Clock());
                }
                done.add("save and load");
            }
            case 1 -> {
                chat = chat.fork();
                done.add("fork");
            }
            case 2, 3, 4 -> {
                chat.setModel(pick(MODELS));
                done.add("set model " + chat.model().id());
            }
            case 5, 6 -> {
                chat.setModel(model());
                done.add("set configured model " + chat.model());
            }
            case 7 -> {
                if (!tools) {
                    chat.tools(new Clock());
                    tools = true;
                }
                done.add("tools");
            }
            case 8 -> {
                chat.setSystem(pick(List.of("Be brief.", "Be precise.")));
                done.add("system");
            }
            case 9 -> {
                chat = chat.model().chat().turns(chat.turns()).open();
                tools = false;
                done.add("new chat without tools");
            }
            case 10 -> {
                chat.addTurns(
                        Turn.of(new Message(Role.USER, List.of(Content.text("By hand.")))),
                        Turn.of(Message.assistant("Read.")));
                done.add("add turns");
            }
            case 11 -> {
                done.add("extract from " + model);
                return tried(done, () -> extract(chat));
            }
            case 12 -> {
                Model other = bedrock.model(pick(MODELS));
                chat.setModel(chat.model().withFallbacks(other));
                done.add("fall back to " + other.id());
                return tried(
                        done,
                        () -> {
                            local.script(Scripted.error("AccessDeniedException", "no"));
                            chat.ask("And now?");
                        });
            }
            default -> {
                Content[] question = question();
                boolean streamed = random.nextBoolean();
                done.add((streamed ? "stream " : "ask ") + model + " " + List.of(question));
                return tried(done, () -> ask(chat, streamed, question));
            }
        }
        return null;
    }

    /** A question with the chat's model and tools, in a chat without a history. */
    private Chat fresh() {
        Chat fresh = chat.model().chat().open();
        if (tools) {
            fresh.tools(new Clock());
        }
        return fresh;
    }

    private static void ask(Chat chat, boolean streamed, Content... question) {
        if (!streamed) {
            chat.ask(question);
            return;
        }
        try (ReplyStream stream = chat.stream(question)) {
            stream.reply();
        }
    }

    private static void extract(Chat chat) {
        try {
            chat.extractor(Place.class).extract("Where is Ann, who is 7? In Rome.");
        } catch (StructuredOutputException e) {
            // The emulator is no model: it may miss the values.
        }
    }

    private @Nullable Failure tried(List<String> done, Runnable asked) {
        try {
            asked.run();
            return null;
        } catch (BedrockException e) {
            Chat old = chat;
            chat = fresh();
            try {
                asked.run();
                return new Failure(done.getLast(), e);
            } catch (BedrockException again) {
                done.add("(a new chat fails as well: " + again.what() + ")");
                return null;
            } finally {
                chat = old;
            }
        }
    }

    private Content[] question() {
        var document = new Content.Document("txt", pick(List.of("plan", "a.b")), text());
        var image = new Content.Image("png", Source.bytes(PIXEL));
        return switch (random.nextInt(8)) {
            case 0 -> new Content[] {Content.text("What is it?"), document};
            case 1 -> new Content[] {Content.text("What is it?"), image};
            case 2, 3 -> new Content[] {Content.text("thinking sampler")};
            case 4, 5 -> new Content[] {Content.text("Use local-time for Rome.")};
            default -> new Content[] {Content.text("And?")};
        };
    }

    private static Source text() {
        return Source.bytes("A plan.".getBytes(StandardCharsets.UTF_8));
    }

    private Model model() {
        Model model = bedrock.model(pick(MODELS));
        Params params = Params.DEFAULT;
        if (random.nextInt(3) == 0) {
            params = params.withReasoningEffort(pick(List.of("low", "medium", "high")));
        }
        if (random.nextInt(4) == 0) {
            params = params.withTemperature(1);
        }
        if (random.nextInt(6) == 0) {
            params = params.withStop("STOP");
        }
        model = model.with(params);
        boolean hasFormat = WITH_NATIVE_FORMAT.stream().anyMatch(model.id()::contains);
        if (hasFormat && random.nextInt(4) == 0) {
            model = model.with(Protocol.INVOKE_MODEL);
        }
        return model;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** A record to extract. */
    record Place(String name, int age) {}

    /** A tool whose name some models refuse. */
    static final class Clock {
        private final List<String> asked = new ArrayList<>();

        /** Returns the time in a city. */
        @ToolMethod(name = "local-time", value = "Tells the time in a city.")
        String time(String city) {
            asked.add(city);
            return "12:00 in " + city;
        }
    }
}
