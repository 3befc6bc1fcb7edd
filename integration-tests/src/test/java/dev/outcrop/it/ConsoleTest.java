package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Chat;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.settings.Echo;
import dev.outcrop.tool.Tool;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;

/** A conversation in lines. */
class ConsoleTest extends WithLocal {
    private static final String HEAD =
            "Type exit to leave; \"\"\" begins and ends several lines.\n";

    private final StringBuilder out = new StringBuilder();

    private Chat hold(String lines) {
        Chat chat = bedrock.chat(NOVA).open();
        chat.console(new StringReader(lines), out);
        return chat;
    }

    @Test
    void eachLineIsAQuestion() {
        local.script(Scripted.text("Four."), Scripted.text("Five."));

        Chat chat = hold("2 and 2?\n\n  \nAnd 1?\n");

        assertThat(out.toString()).isEqualTo(HEAD + "> Four.\n> > > Five.\n> \n");
        assertThat(chat.turns()).hasSize(4);
        assertThat(chat.turns().get(2).text()).isEqualTo("And 1?");
    }

    @Test
    void aWordEndsIt() {
        for (String word : new String[] {"exit", " quit ", "/quit"}) {
            local.script(Scripted.text("Hi."));
            Chat chat = hold("Hi\n" + word + "\nmore\n");
            assertThat(chat.turns()).hasSize(2);
        }
    }

    @Test
    void severalLinesAreOneQuestion() {
        local.script(Scripted.text("Yes."));

        Chat chat = hold("\"\"\"\r\none\r\n\r\nexit\r\n\"\"\"\r\n");

        assertThat(chat.turns().getFirst().text()).isEqualTo("one\n\nexit");
    }

    @Test
    void theLastLineNeedsNoEnd() {
        local.script(Scripted.text("Yes."));
        assertThat(hold("Sure?").turns()).hasSize(2);
    }

    @Test
    void aFailureIsShownAndTheNextLineIsAsked() {
        local.script(
                Scripted.error("ValidationException", "no \u001b[31mway"), Scripted.text("Hi."));

        Chat chat = hold("one\ntwo\n");

        assertThat(out.toString()).contains("> Error: ").contains("way").doesNotContain("\u001b");
        assertThat(out.toString()).endsWith("Hi.\n> \n");
        assertThat(chat.turns()).hasSize(2);
    }

    @Test
    void toolsAreShown() {
        local.script(
                answer(
                        "tool_use",
                        "[{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"weather\",\"input\":{}}}]"),
                Scripted.text("Rain."));
        Chat chat =
                bedrock.chat(NOVA).tools(Tool.of("weather", "The weather.", () -> "rain")).open();

        chat.console(new StringReader("Coat?\n"), out);

        assertThat(out.toString()).isEqualTo(HEAD + "> * weather({})\n  => rain\nRain.\n> \n");
    }

    @Test
    void theChatsOwnEchoIsNotWrittenToo() {
        local.script(Scripted.text("Hi."));
        var echo = new StringBuilder();
        Chat chat = bedrock.chat(NOVA).echo(Echo.ALL, echo).open();

        chat.console(new StringReader("Hi\n"), out);

        assertThat(echo).isEmpty();
        assertThat(out).contains("Hi.");
    }

    @Test
    void anInterruptEndsIt() {
        local.script(Scripted.text("Hi."));
        Chat chat = bedrock.chat(NOVA).open();
        var lines =
                new Reader() {
                    private final StringReader lines = new StringReader("Hi\nmore\n");

                    @Override
                    public int read(char[] into, int from, int length) throws IOException {
                        Thread.currentThread().interrupt();
                        return lines.read(into, from, length);
                    }

                    @Override
                    public void close() {}
                };

        chat.console(lines, out);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(chat.turns()).isEmpty();
    }

    @Test
    void aReaderThatFailsIsAnError() {
        Chat chat = bedrock.chat(NOVA).open();
        var broken =
                new Reader() {
                    @Override
                    public int read(char[] into, int from, int length) throws IOException {
                        throw new IOException("gone");
                    }

                    @Override
                    public void close() {}
                };

        assertThatThrownBy(() -> chat.console(broken, out))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("gone");
    }
}
