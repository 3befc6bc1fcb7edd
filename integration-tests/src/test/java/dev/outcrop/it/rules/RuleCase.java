package dev.outcrop.it.rules;

import dev.outcrop.Model;
import dev.outcrop.settings.Protocol;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A rule of a model: a raw request that breaks it, and a conversation in which a careless library
 * would send such a request.
 *
 * @param rule its name
 * @param model the receiving model
 * @param raw what Bedrock refuses
 * @param settings of the model in the conversation
 * @param author the other model, which may have answered what is said before
 * @param before what is said before
 * @param last the question to the receiving model; null if the library cannot send such a request
 * @param unsent whether the library refuses the last question before it is sent
 */
record RuleCase(
        String rule,
        String model,
        RawRequest raw,
        UnaryOperator<Model> settings,
        String author,
        Consumer<Talk> before,
        @Nullable Consumer<Talk> last,
        boolean unsent) {
    static final String THINK = "thinking sampler";

    /** Another model, whose answers contain thinking and calls. */
    private static final String OTHER = "us.anthropic.claude-sonnet-4-20250514-v1:0";

    /** A row of Converse. */
    static RuleCase of(String rule, String model, String body, String words) {
        return of(rule, model, CalledApi.CONVERSE, body, words);
    }

    static RuleCase of(String rule, String model, CalledApi api, String body, String words) {
        return new RuleCase(
                rule,
                model,
                new RawRequest(api, body.replace('\'', '"'), words, 400, true, null),
                api == CalledApi.CONVERSE ? m -> m.with(Protocol.CONVERSE) : m -> m,
                OTHER,
                talk -> talk.ask(THINK),
                talk -> talk.ask("And?"),
                false);
    }

    /** A row of Converse that Bedrock accepts, in contrast to others. */
    static RuleCase accepted(String rule, String model, String body) {
        return of("accepted: " + rule, model, body, "").status(200);
    }

    RuleCase with(UnaryOperator<Model> other) {
        return new RuleCase(
                rule,
                model,
                raw,
                m -> other.apply(settings.apply(m)),
                author,
                before,
                last,
                unsent);
    }

    RuleCase before(Consumer<Talk> other) {
        return new RuleCase(rule, model, raw, settings, author, other, last, unsent);
    }

    RuleCase last(Consumer<Talk> other) {
        return new RuleCase(rule, model, raw, settings, author, before, other, unsent);
    }

    /** Asks only the last question. */
    RuleCase only(Consumer<Talk> other) {
        return before(talk -> {}).last(other);
    }

    /** Has the earlier answers written by this model where another one wrote them. */
    RuleCase by(String other) {
        return new RuleCase(rule, model, raw, settings, other, before, last, unsent);
    }

    /** A row that the library refuses before it sends anything. */
    RuleCase refusedUnsent() {
        return new RuleCase(rule, model, raw, settings, author, before, last, true);
    }

    /** A row for which there is no conversation: the library has no way to ask for it. */
    RuleCase rawOnly() {
        return new RuleCase(rule, model, raw, settings, author, before, null, false);
    }

    /** Has the raw request of whole answers, or of streams, refused only. */
    RuleCase streamedOnly() {
        return raw(new RawRequest(raw.api(), raw.body(), raw.words(), raw.status(), false, null));
    }

    RuleCase status(int other) {
        return raw(
                new RawRequest(
                        raw.api(), raw.body(), raw.words(), other, raw.whole(), raw.author()));
    }

    /** Puts the answer of a model in place of {@link RawRequest#ANSWER}. */
    RuleCase after(String answering) {
        return raw(
                new RawRequest(
                        raw.api(), raw.body(), raw.words(), raw.status(), raw.whole(), answering));
    }

    private RuleCase raw(RawRequest other) {
        return new RuleCase(rule, model, other, settings, author, before, last, unsent);
    }

    @Override
    public String toString() {
        return rule + ", " + raw.api() + ", " + model;
    }
}
