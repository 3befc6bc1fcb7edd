package dev.outcrop.prompt;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Messages with placeholders. {@code {name}} in a text is a placeholder, and {@code {name?}} one
 * that may have no value and is then empty; {@code {{} and {@code }}} are escaped braces; a message
 * made by {@link #placeholder} is replaced by any number of messages. Immutable.
 *
 * <pre>{@code
 * var translate = PromptTemplate.of(
 *         Message.system("Translate {from} into {to}."),
 *         Message.user("{text}"));
 * translate.then(model::invoke).apply(Map.of("from", "English", "to", "German", "text", "I love programming."));
 * }</pre>
 */
public final class PromptTemplate {
    private static final String PLACEHOLDER = "dev.outcrop.placeholder";
    private static final String OPTIONAL = "dev.outcrop.optional";

    /** A request to Bedrock is at most 25 MB; a larger file cannot be sent. */
    private static final int MOST_BYTES = 25_000_000;

    private final List<Message> messages;
    private final Map<String, TextTemplate> texts = new HashMap<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<String, ?> known;

    private PromptTemplate(List<Message> messages, Map<String, ?> known) {
        this.messages = List.copyOf(messages);
        this.known = Map.copyOf(known);
        for (Message message : this.messages) {
            String list = placeholderName(message);
            if (list != null && message.more().get(OPTIONAL) == null) {
                names.add(list);
            }
            for (Content block : message.content()) {
                if (block instanceof Content.Text text) {
                    names.addAll(texts.computeIfAbsent(text.text(), TextTemplate::parse).names());
                }
            }
        }
    }

    /**
     * Returns a template of these messages.
     *
     * @throws IllegalArgumentException if a brace is unbalanced
     */
    public static PromptTemplate of(Message... messages) {
        return new PromptTemplate(List.of(messages), Map.of());
    }

    /** Returns a template of one user message. */
    public static PromptTemplate of(String text) {
        return of(Message.user(text));
    }

    /**
     * Returns a template of one user message, whose text is in a file in UTF-8.
     *
     * @throws UncheckedIOException if it cannot be read, is not text in UTF-8, or is larger than 25
     *     MB
     */
    public static PromptTemplate of(Path file) {
        return of(read(file));
    }

    /**
     * Returns a text with values in place of its placeholders, for a system prompt or a question.
     *
     * @throws IllegalArgumentException if a placeholder has no value, or a brace is unbalanced
     */
    public static String interpolate(String text, Map<String, ?> values) {
        return of(text).format(values).getFirst().text();
    }

    /**
     * Returns the text of a file with values in place of its placeholders.
     *
     * @throws UncheckedIOException as {@link #of(Path)}
     * @throws IllegalArgumentException if a placeholder has no value, or a brace is unbalanced
     */
    public static String interpolate(Path file, Map<String, ?> values) {
        return interpolate(read(file), values);
    }

    private static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException(file + " is larger than 25 MB");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new UncheckedIOException(new IOException(file + " is not text in UTF-8", e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns a placeholder as {@link #placeholder} does, which stands for no messages if it has no
     * value.
     */
    public static Message optionalPlaceholder(String name) {
        Message placeholder = placeholder(name);
        return new Message(
                placeholder.role(),
                placeholder.content(),
                placeholder.more().with(OPTIONAL, Json.of(true)));
    }

    /**
     * Returns a placeholder for messages: its value is a list of {@link Message}s, such as a
     * history.
     */
    public static Message placeholder(String name) {
        return new Message(Role.USER, List.of(), Json.EMPTY.with(PLACEHOLDER, Json.of(name)));
    }

    /** Returns the names of the placeholders that have no value yet, in order. */
    public Set<String> names() {
        var open = new LinkedHashSet<>(names);
        open.removeAll(known.keySet());
        return open;
    }

    /** Returns this template with values for some of its placeholders. */
    public PromptTemplate with(Map<String, ?> values) {
        var all = new HashMap<String, Object>(known);
        all.putAll(values);
        return new PromptTemplate(messages, all);
    }

    /**
     * Returns the messages, with values in place of the placeholders. Other values are ignored.
     *
     * @param values any object for a placeholder in a text, which uses its {@code toString()}; a
     *     list of messages for a placeholder of messages
     * @throws IllegalArgumentException if a placeholder that is not optional has no value, or a
     *     placeholder of messages has another type of value
     */
    public List<Message> format(Map<String, ?> values) {
        var all = new HashMap<String, Object>(known);
        all.putAll(values);
        requireAll(all);
        var filled = new ArrayList<Message>();
        for (Message message : messages) {
            String list = placeholderName(message);
            if (list == null) {
                filled.add(fill(message, all));
            } else if (all.get(list) != null || message.more().get(OPTIONAL) == null) {
                filled.addAll(messages(list, all.get(list)));
            }
        }
        return filled;
    }

    /**
     * Returns the messages for each of these values, one after the other: examples of questions and
     * answers, as the value of a {@link #placeholder}.
     *
     * @throws IllegalArgumentException as {@link #format}
     */
    public List<Message> formatAll(List<? extends Map<String, ?>> rows) {
        return rows.stream().flatMap(values -> format(values).stream()).toList();
    }

    /**
     * Returns a function that fills this template and passes the messages to a model, or to any
     * other function of messages.
     */
    public <R> Function<Map<String, ?>, R> then(Function<List<Message>, R> next) {
        Objects.requireNonNull(next, "next");
        return values -> next.apply(format(values));
    }

    private void requireAll(Map<String, ?> values) {
        if (!values.keySet().containsAll(names)) {
            var missing = new TreeSet<>(names);
            missing.removeAll(values.keySet());
            throw new IllegalArgumentException(
                    "missing values for the placeholders "
                            + missing
                            + "; the prompt has the placeholders "
                            + new TreeSet<>(names)
                            + ", the values given are "
                            + new TreeSet<>(values.keySet()));
        }
    }

    private Message fill(Message message, Map<String, ?> values) {
        var content = new ArrayList<Content>();
        for (Content block : message.content()) {
            content.add(
                    block instanceof Content.Text text
                            ? new Content.Text(
                                    Objects.requireNonNull(texts.get(text.text())).fill(values),
                                    text.more())
                            : block);
        }
        return message.withContent(content);
    }

    private static List<Message> messages(String name, @Nullable Object value) {
        if (value instanceof List<?> list && list.stream().allMatch(Message.class::isInstance)) {
            return list.stream().map(Message.class::cast).toList();
        }
        throw new IllegalArgumentException(
                "the value of the placeholder " + name + " must be a list of messages");
    }

    private static @Nullable String placeholderName(Message message) {
        return message.more().string(PLACEHOLDER);
    }
}
