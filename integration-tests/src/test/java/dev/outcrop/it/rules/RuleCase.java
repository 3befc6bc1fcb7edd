package dev.outcrop.it.rules;

import dev.outcrop.Chat;
import dev.outcrop.Model;
import dev.outcrop.message.Content;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A rule of a model: a raw request that breaks it, and a conversation in which a careless library
 * would send such a request.
 *
 * @param rule its name
 * @param model the receiving model
 * @param body a request of Converse that Bedrock refuses
 * @param words what the refusal says
 * @param settings of the model in the conversation
 * @param before what is said before; may be answered by another model
 * @param last the question to the receiving model
 */
record RuleCase(
        String rule,
        String model,
        String body,
        String words,
        UnaryOperator<Model> settings,
        Consumer<Talk> before,
        Consumer<Talk> last) {
    static final String THINK = "thinking sampler";

    /** A chat, and how questions are asked. */
    record Talk(Chat chat, boolean streamed) {
        void ask(String question) {
            ask(Content.text(question));
        }

        void ask(Content... question) {
            if (!streamed) {
                chat.ask(question);
                return;
            }
            try (var stream = chat.stream(question)) {
                stream.reply();
            }
        }
    }

    static RuleCase of(String rule, String model, String body, String words) {
        return new RuleCase(
                rule,
                model,
                body,
                words,
                m -> m,
                talk -> talk.ask(THINK),
                talk -> talk.ask("And?"));
    }

    RuleCase with(UnaryOperator<Model> other) {
        return new RuleCase(rule, model, body, words, other, before, last);
    }

    RuleCase before(Consumer<Talk> other) {
        return new RuleCase(rule, model, body, words, settings, other, last);
    }

    RuleCase last(Consumer<Talk> other) {
        return new RuleCase(rule, model, body, words, settings, before, other);
    }

    @Override
    public String toString() {
        return rule + ", " + model;
    }
}
