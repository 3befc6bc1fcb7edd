package dev.outcrop.internal.text;

import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.message.Content;
import dev.outcrop.message.Turn;

import java.util.List;

/** Writes one conversation as Markdown. */
final class Markdown {
    private final StringBuilder out = new StringBuilder();

    String of(Transcript chat) {
        out.append("# Chat with ").append(Ellipsis.line(chat.modelId(), 2_048)).append('\n');
        if (!chat.system().isEmpty()) {
            section("system", chat.system());
        }
        for (Turn turn : chat.turns()) {
            section(turn.role().toString(), turn.content());
            String remark = Transcript.remark(turn);
            if (remark != null) {
                out.append("\n*").append(remark).append("*\n");
            }
        }
        return out.toString();
    }

    private void section(String role, List<Content> content) {
        out.append("\n## ").append(Ellipsis.line(role, 100)).append('\n');
        for (BlockText piece : BlockText.of(content)) {
            out.append('\n');
            switch (piece) {
                case BlockText.Words words -> out.append(ControlCharacters.text(words.text()));
                case BlockText.Thought thought -> quote(thought.text());
                case BlockText.Note note -> note(note.text());
                case BlockText.Picture picture -> note(picture.note());
                case BlockText.Exchange exchange -> {
                    out.append("**").append(Ellipsis.line(exchange.label(), 100)).append("**\n\n");
                    fence(exchange.text());
                }
            }
            out.append('\n');
        }
    }

    private void note(String text) {
        out.append("*[").append(Ellipsis.line(text, 300)).append("]*");
    }

    private void quote(String text) {
        out.append("> *thinking*");
        ControlCharacters.text(text).lines().forEach(line -> out.append("\n> ").append(line));
    }

    /** The fence is longer than any in the text, so that the text cannot close it. */
    private void fence(String text) {
        String safe = ControlCharacters.text(text);
        int longest = 2;
        int run = 0;
        for (int i = 0; i < safe.length(); i++) {
            run = safe.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        out.append(fence).append('\n').append(safe).append('\n').append(fence);
    }
}
