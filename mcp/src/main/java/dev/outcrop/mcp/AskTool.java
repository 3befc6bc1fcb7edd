package dev.outcrop.mcp;

import dev.outcrop.Chat;
import dev.outcrop.ChatBuilder;
import dev.outcrop.Reply;
import dev.outcrop.json.Json;
import dev.outcrop.schema.Describe;
import dev.outcrop.tool.Tool;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/** A tool that asks a model, and continues conversations. Safe for any number of threads. */
final class AskTool {
    private static final int MOST = 100;

    private final ChatBuilder settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Chat> conversations = new LinkedHashMap<>(16, 0.75f, true);

    private AskTool(ChatBuilder settings) {
        this.settings = settings;
    }

    /** The input of the tool. */
    record Question(
            @Describe("the question, with all that the model has to know") String question,
            @Nullable
                    @Describe(
                            "the conversation of an earlier answer, to continue it; leave it out for a new one")
                    String conversation) {}

    static Tool of(ChatBuilder settings) {
        var ask = new AskTool(settings);
        return Tool.of(
                "ask",
                "Asks a language model a question. The answer contains a conversation, with which the"
                        + " next question continues.",
                Question.class,
                ask::answer);
    }

    private Json.Obj answer(Question question) {
        String id =
                question.conversation() == null
                        ? UUID.randomUUID().toString()
                        : question.conversation();
        Reply reply = chat(id, question.conversation() == null).ask(question.question());
        return Json.EMPTY.with("answer", Json.of(reply.text())).with("conversation", Json.of(id));
    }

    private Chat chat(String id, boolean isNew) {
        lock.lock();
        try {
            Chat chat = conversations.get(id);
            if (chat == null && !isNew) {
                throw new IllegalArgumentException(
                        "there is no conversation "
                                + Texts.line(id, 50)
                                + " any more; leave it out to start a new one");
            }
            if (chat == null) {
                chat = settings.open();
                conversations.put(id, chat);
                if (conversations.size() > MOST) {
                    conversations.remove(conversations.keySet().iterator().next());
                }
            }
            return chat;
        } finally {
            lock.unlock();
        }
    }
}
