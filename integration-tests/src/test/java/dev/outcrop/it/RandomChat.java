package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.BedrockException;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Event;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Source;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A chat to which all happens that can happen to one. The same for the same random numbers. */
final class RandomChat {
    static final List<String> MODELS =
            List.of(
                    "us.amazon.nova-lite-v1:0",
                    "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
                    "global.anthropic.claude-opus-4-6-v1",
                    "qwen.qwen3-vl-235b-a22b");

    private static final String THOUGHT =
            "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"Hm.\",\"signature\":\"c2ln\"}}}";

    private final LocalBedrock local;
    private final Bedrock bedrock;
    private final Path file;
    private final Random random;
    private Chat chat;

    RandomChat(LocalBedrock local, Bedrock bedrock, Path file, Random random) {
        this.local = local;
        this.bedrock = bedrock;
        this.file = file;
        this.random = random;
        chat = bedrock.chat(pick(MODELS)).system(random.nextBoolean() ? "Be brief." : null).open();
    }

    Chat chat() {
        return chat;
    }

    /** Does something; says what. */
    String step() {
        String step =
                pick(
                        List.of(
                                "ask",
                                "ask",
                                "stream",
                                "stream",
                                "fail",
                                "failMidStream",
                                "cancel",
                                "fork",
                                "setTurns",
                                "say",
                                "saveAndLoad",
                                "setModel"));
        switch (step) {
            case "ask" -> ask();
            case "stream" -> stream();
            case "fail" -> fail();
            case "failMidStream" -> failMidStream();
            case "cancel" -> cancel();
            case "fork" -> fork();
            case "setTurns" -> setTurns();
            case "say" -> say();
            case "saveAndLoad" -> saveAndLoad();
            default -> chat.setModel(pick(MODELS));
        }
        return step;
    }

    private Content[] question() {
        var document = new Content.Document("txt", pick(List.of("plan", "plan", "a.b")), bytes());
        return switch (random.nextInt(5)) {
            case 0 -> new Content[] {document};
            case 1 -> new Content[] {Content.text("What is it?"), document};
            case 2 -> new Content[] {Content.text(" "), Content.text("So?")};
            default -> new Content[] {Content.text("And?")};
        };
    }

    private static Source bytes() {
        return Source.bytes(new byte[] {1});
    }

    private Content[] asked() {
        Content[] question = question();
        // A question that begins blank is refused by the chat itself.
        return question[0] instanceof Content.Text text && text.text().isBlank()
                ? new Content[] {question[1]}
                : question;
    }

    private Scripted answer() {
        String call =
                "{\"toolUse\":{\"toolUseId\":\"%s\",\"name\":\"look\",\"input\":{\"at\":1}}}"
                        .formatted("t" + random.nextInt(3));
        return switch (random.nextInt(7)) {
            case 0 -> WithLocal.answer("tool_use", "[{\"text\":\"Let me look.\"}," + call + "]");
            case 1 -> WithLocal.answer("tool_use", "[" + call + "]");
            case 2 -> WithLocal.answer("end_turn", "[" + THOUGHT + ",{\"text\":\"Yes.\"}]");
            case 3 -> WithLocal.answer("guardrail_intervened", "[{\"text\":\"I must not.\"}]");
            case 4 -> WithLocal.answer("max_tokens", "[{\"text\":\"Half a \"}]");
            case 5 -> WithLocal.answer("end_turn", "[{\"text\":\" \"}]");
            default -> Scripted.text("Yes.");
        };
    }

    private void ask() {
        local.script(answer());
        chat.ask(asked());
    }

    private void stream() {
        local.script(answer());
        try (ReplyStream stream = chat.stream(asked())) {
            stream.reply();
        }
    }

    private void fail() {
        List<Turn> before = chat.turns();
        local.script(Scripted.error("ValidationException", "no"));
        assertThatThrownBy(() -> chat.ask(asked())).isInstanceOf(BedrockException.class);
        assertThat(chat.turns()).isEqualTo(before);
    }

    /** Events of an answer with thinking, words, and a call. */
    private Event[] events() {
        return new Event[] {
            Event.messageStart(),
            Event.delta(0, Json.EMPTY.with("reasoningContent", Json.object(Map.of("text", "Hm.")))),
            Event.delta(
                    0,
                    Json.EMPTY.with("reasoningContent", Json.object(Map.of("signature", "c2ln")))),
            Event.blockStop(0),
            Event.textDelta(1, "Let me "),
            Event.textDelta(1, "look."),
            Event.blockStop(1),
            Event.blockStart(
                    2,
                    (Json.Obj)
                            Json.parse("{\"toolUse\":{\"toolUseId\":\"t9\",\"name\":\"look\"}}")),
            Event.delta(2, Json.EMPTY.with("toolUse", Json.object(Map.of("input", "{\"at\"")))),
        };
    }

    private void failMidStream() {
        Event[] events = events();
        int count = 2 + random.nextInt(events.length - 1);
        local.script(Scripted.events(Arrays.copyOf(events, count)));
        try (ReplyStream stream = chat.stream(asked())) {
            assertThatThrownBy(stream::reply).isInstanceOf(BedrockException.class);
        }
    }

    private void cancel() {
        local.script(answer());
        try (ReplyStream stream = chat.stream(asked())) {
            Iterator<StreamEvent> events = stream.iterator();
            for (int i = random.nextInt(6); i > 0 && events.hasNext(); i--) {
                events.next();
            }
        }
    }

    private void fork() {
        List<Turn> before = chat.turns();
        Chat fork = chat.fork();
        fork.addTurns(Turn.of(Message.user("Only here.")));
        assertThat(chat.turns()).isEqualTo(before);
        chat = random.nextBoolean() ? fork : chat;
    }

    private void setTurns() {
        List<Turn> turns = chat.turns();
        int from = random.nextInt(3) == 0 ? random.nextInt(turns.size() + 1) : 0;
        chat.setTurns(turns.subList(from, from + random.nextInt(turns.size() - from + 1)));
    }

    /** Adds what somebody wrote by hand, of legal and illegal pieces. */
    private void say() {
        var said = new ArrayList<>(chat.turns());
        for (Message message : new RandomConversation(random).messages()) {
            List<Content> content =
                    message.content().stream()
                            .filter(block -> !(block instanceof Content.Document))
                            .toList();
            if (!message.role().equals(Role.SYSTEM)) {
                said.add(Turn.of(message.withContent(content)));
            }
        }
        chat.setTurns(said);
    }

    private void saveAndLoad() {
        chat.save(file);
        Chat loaded = bedrock.load(file).open();
        assertThat(loaded.turns(true)).isEqualTo(chat.turns(true));
        assertThat(loaded.model().id()).isEqualTo(chat.model().id());
        chat = loaded;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
