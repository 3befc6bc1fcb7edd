package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Source;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * A conversation of nothing but words, and pictures where a format has them, for models that read
 * one text. Thinking and cache points are left out: the models' own templates have no place for
 * them.
 *
 * @param images base64, in the order in which their marks stand in the texts
 */
record PromptConversation(String system, List<Said> said, List<String> images) {
    /** What one side said. */
    record Said(boolean byUser, String text) {}

    /** Whether the model is to go on with what it said itself. */
    boolean isContinued() {
        return !said.isEmpty() && !said.getLast().byUser();
    }

    /**
     * @param tokens loses its power wherever it stands in what was said
     * @param imageMark stands for a picture; null where the format has none
     * @throws dev.outcrop.error.ValidationException if there is anything but words
     */
    static PromptConversation of(
            ConverseRequest request,
            SpecialTokens tokens,
            @Nullable String imageMark,
            UnsupportedInvokeSettings uncarried) {
        if (request.toolConfig() != null) {
            throw uncarried.but("tools");
        }
        var texts = new Texts(tokens, imageMark, uncarried);
        String system = texts.of(request.system());
        var said = new ArrayList<Said>();
        for (Message message : request.messages()) {
            said.add(new Said(message.role().equals(Role.USER), texts.of(message.content())));
        }
        return new PromptConversation(system, said, texts.images);
    }

    /** Makes texts of blocks. Not safe for use by several threads. */
    private static final class Texts {
        private final SpecialTokens tokens;
        private final @Nullable String imageMark;
        private final UnsupportedInvokeSettings uncarried;
        private final List<String> images = new ArrayList<>();

        /** Words that stand together are looked at together: a token may be cut in two. */
        private final StringBuilder words = new StringBuilder();

        Texts(
                SpecialTokens tokens,
                @Nullable String imageMark,
                UnsupportedInvokeSettings uncarried) {
            this.tokens = tokens;
            this.imageMark = imageMark;
            this.uncarried = uncarried;
        }

        String of(List<Content> blocks) {
            var text = new StringBuilder();
            for (Content block : blocks) {
                add(block, text);
            }
            flush(text);
            return text.toString();
        }

        private void flush(StringBuilder text) {
            text.append(tokens.neutralised(words.toString()));
            words.setLength(0);
        }

        private String marked(Content.Image image) {
            if (imageMark == null) {
                throw uncarried.but("images");
            }
            if (!(image.source() instanceof Source.Bytes bytes)) {
                throw uncarried.but("images from S3");
            }
            images.add(bytes.blob().base64());
            return imageMark;
        }

        private void add(Content block, StringBuilder text) {
            switch (block) {
                case Content.Text said -> words.append(said.text());
                case Content.CitedText cited -> words.append(cited.text());
                case Content.Reasoning ignored -> {}
                case Content.CachePoint ignored -> {}
                case Content.Image image -> {
                    flush(text);
                    text.append(marked(image));
                }
                case Content.Document ignored -> throw uncarried.but("documents");
                case Content.Video ignored -> throw uncarried.but("videos");
                case Content.Audio ignored -> throw uncarried.but("sounds");
                case Content.ToolUse ignored -> throw uncarried.but("tools");
                case Content.ToolResult ignored -> throw uncarried.but("tools");
                case Content.JsonValue ignored -> throw uncarried.but("tools");
                case Content.ToolAddition ignored -> throw uncarried.but("tools");
                case Content.ToolRemoval ignored -> throw uncarried.but("tools");
                case Content.SearchResult ignored -> throw uncarried.but("search results");
                case Content.GuardContent ignored -> throw uncarried.but("guard content");
                case Content.Unknown unknown ->
                        throw uncarried.but("content of the kind " + unknown.name());
            }
        }
    }
}
