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
 * A text-only conversation, with images if a format supports them, for models that read one text.
 * Thinking and cache points are omitted: the models' templates do not support them.
 *
 * @param images base64, in the order of their marks in the texts
 */
record PromptConversation(String system, List<Said> said, List<String> images) {
    /** The text of one side. */
    record Said(boolean byUser, String text) {}

    /** Whether the model must continue its own text. */
    boolean isContinued() {
        return !said.isEmpty() && !said.getLast().byUser();
    }

    /**
     * @param tokens marks that are neutralized in all content
     * @param imageMark the mark of an image; null if the format does not support images
     * @throws dev.outcrop.error.ValidationException if there is other content than text
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

    /** Converts blocks to texts. Not safe for use by several threads. */
    private static final class Texts {
        private final SpecialTokens tokens;
        private final @Nullable String imageMark;
        private final UnsupportedInvokeSettings uncarried;
        private final List<String> images = new ArrayList<>();

        /** Adjacent texts are checked together: a mark may be split between them. */
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
