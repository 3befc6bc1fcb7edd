package dev.outcrop.message;

import java.util.List;

/** The text of blocks. */
final class ContentText {
    private ContentText() {}

    static String of(List<Content> blocks) {
        if (blocks.size() == 1 && blocks.get(0) instanceof Content.Text only) {
            return only.text();
        }
        var words = new StringBuilder();
        for (Content block : blocks) {
            switch (block) {
                case Content.Text text -> words.append(text.text());
                case Content.CitedText cited -> words.append(cited.text());
                case Content.Image ignored -> {}
                case Content.Document ignored -> {}
                case Content.Video ignored -> {}
                case Content.Audio ignored -> {}
                case Content.ToolUse ignored -> {}
                case Content.ToolResult ignored -> {}
                case Content.JsonValue ignored -> {}
                case Content.Reasoning ignored -> {}
                case Content.SearchResult ignored -> {}
                case Content.GuardContent ignored -> {}
                case Content.CachePoint ignored -> {}
                case Content.ToolAddition ignored -> {}
                case Content.ToolRemoval ignored -> {}
                case Content.Unknown ignored -> {}
            }
        }
        return words.toString();
    }
}
