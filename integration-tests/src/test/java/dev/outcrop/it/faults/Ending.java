package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Chat;
import dev.outcrop.Reply;
import dev.outcrop.error.BedrockException;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Objects;

/**
 * How one call ended.
 *
 * @param events what was given before the end; empty for a call that is no stream
 * @param requests how many requests the server saw of it
 */
record Ending(
        Chat chat,
        List<StreamEvent> events,
        @Nullable Reply reply,
        @Nullable BedrockException failure,
        int requests) {

    /** The words that count: those after the last restart, and before the model stopped. */
    String words() {
        var words = new StringBuilder();
        for (StreamEvent event : events) {
            if (event instanceof StreamEvent.MessageStop) {
                break;
            }
            if (event instanceof StreamEvent.Restarted) {
                words.setLength(0);
            } else if (event instanceof StreamEvent.TextDelta(int index, String text)) {
                words.append(text);
            }
        }
        return words.toString();
    }

    Ending answered(String text) {
        assertThat(failure).isNull();
        assertThat(Objects.requireNonNull(reply).text()).isEqualTo(text);
        return this;
    }

    Ending stoppedWith(StopReason reason) {
        assertThat(Objects.requireNonNull(reply).stopReason()).isEqualTo(reason);
        return this;
    }

    Ending failed(Class<? extends BedrockException> type) {
        assertThat(failure).isInstanceOf(type);
        return this;
    }

    Ending saying(String part) {
        assertThat(failure).hasMessageContaining(part);
        return this;
    }

    Ending retryable(boolean retryable) {
        assertThat(Objects.requireNonNull(failure).isRetryable()).isEqualTo(retryable);
        return this;
    }

    Ending withDetails(int status, @Nullable String code) {
        var details = Objects.requireNonNull(failure).details();
        assertThat(details.status()).isEqualTo(status);
        assertThat(details.code()).isEqualTo(code);
        assertThat(details.requestId()).isNotBlank();
        return this;
    }

    /** Nothing of the answer was kept, and the chat is as it was. */
    Ending withNothing() {
        assertThat(Objects.requireNonNull(failure).details().partial()).isNull();
        assertThat(chat.turns().stream().filter(Turn::isPartial)).isEmpty();
        return this;
    }

    /** What had arrived came with the failure. */
    Ending withPartial(String text) {
        Turn partial = Objects.requireNonNull(failure).details().partial();
        assertThat(partial).isNotNull();
        assertThat(Objects.requireNonNull(partial).text()).isEqualTo(text);
        assertThat(partial.isPartial()).isTrue();
        return this;
    }

    /** The server saw so many requests, and the call knows it. */
    Ending sent(int times) {
        assertThat(requests).as("requests").isEqualTo(times);
        return tried(times);
    }

    /** The call says that it was tried so often. */
    Ending tried(int times) {
        int attempts =
                failure == null
                        ? Objects.requireNonNull(reply).attempts()
                        : failure.details().attempts();
        assertThat(attempts).as("attempts").isEqualTo(times);
        return this;
    }

    /** What must be true of every call, however it ended. */
    void check() {
        assertThat(failure == null).as("exactly one end").isEqualTo(reply != null);
        Turn kept =
                reply != null ? reply.turn() : Objects.requireNonNull(failure).details().partial();
        if (!events.isEmpty()) {
            // sorted: deltas of several blocks may come interleaved
            assertThat(words().chars().sorted().toArray())
                    .as("no delta twice")
                    .isEqualTo((kept == null ? "" : kept.text()).chars().sorted().toArray());
        }
        List<Turn> turns = chat.turns();
        if (failure != null) {
            assertThat(failure.details().modelId()).isEqualTo(Trial.MODEL);
            assertThat(failure.getMessage()).doesNotContain("\n", "\u001b");
            assertThat(turns.size()).as("turns").isIn(0, 2);
            assertThat(turns.stream().skip(1)).allMatch(Turn::isPartial);
        } else {
            assertThat(turns).noneMatch(Turn::isPartial);
        }
    }

    void nothingSecretIn(CapturedLog log) {
        var all = new StringWriter();
        if (failure != null) {
            failure.printStackTrace(new PrintWriter(all));
            all.append(failure.details().toString());
        }
        all.append(log.text()).append(String.valueOf(reply)).append(chat.toString());
        assertThat(all.toString()).doesNotContain(Trial.SECRET, Trial.TOKEN, "Signature=");
    }

    /** The chat can be asked again, and the service takes what it then sends. */
    void goesOn() {
        if (chat.lastTurn() == null
                || !Objects.requireNonNull(chat.lastTurn()).toolUses().isEmpty()) {
            return; // a tool call that is open wants its result first
        }
        assertThat(chat.ask("And now?").text()).isNotBlank();
    }
}
