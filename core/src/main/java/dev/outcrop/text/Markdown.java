package dev.outcrop.text;

import dev.outcrop.message.Content;
import dev.outcrop.message.Turn;

import java.util.List;

/** Writes one conversation as Markdown. */
final class Markdown {
    private final StringBuilder out = new StringBuilder();

    String of(Transcript chat) {
        out.append("# Chat with ").append(Shortened.line(chat.modelId(), 2_048)).append('\n');
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
        out.append("\n## ").append(Shortened.line(role, 100)).append('\n');
        for (Piece piece : Piece.of(content)) {
            out.append('\n');
            switch (piece) {
                case Piece.Words words -> out.append(Harmless.text(words.text()));
                case Piece.Thought thought -> quote(thought.text());
                case Piece.Note note -> note(note.text());
                case Piece.Picture picture -> note(picture.note());
                case Piece.Exchange exchange -> {
                    out.append("**").append(Shortened.line(exchange.label(), 100)).append("**\n\n");
                    fence(exchange.text());
                }
            }
            out.append('\n');
        }
    }

    private void note(String text) {
        out.append("*[").append(Shortened.line(text, 300)).append("]*");
    }

    private void quote(String text) {
        out.append("> *thinking*");
        Harmless.text(text).lines().forEach(line -> out.append("\n> ").append(line));
    }

    /** The fence is longer than any in the text, so that nothing gets out. */
    private void fence(String text) {
        String safe = Harmless.text(text);
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
