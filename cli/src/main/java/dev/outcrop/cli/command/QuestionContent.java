package dev.outcrop.cli.command;

import dev.outcrop.cli.attachment.Attachment;
import dev.outcrop.cli.attachment.FolderText;
import dev.outcrop.cli.config.PromptFile;
import dev.outcrop.cli.terminal.PipedText;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Prompt;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.message.Content;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Assembles a question: piped text, words, files, attachments, a template. */
final class QuestionContent {
    private static final String STDIN = "-";
    private static final int LARGE = 200_000; // characters, about 50,000 tokens

    private final ProcessContext stage;
    private final AskOptions ask;
    private final Map<String, String> values;

    QuestionContent(ProcessContext stage, AskOptions ask, Map<String, String> values) {
        this.stage = stage;
        this.ask = ask;
        this.values = values;
    }

    /**
     * Returns the question.
     *
     * @throws UsageException if there is none, or a part cannot be read
     */
    List<Content> of(List<String> prompt, @Nullable PromptFile template) {
        List<String> words = prompt.stream().filter(word -> !word.equals(STDIN)).toList();
        boolean wait = words.size() < prompt.size();
        boolean used = ask.files.contains(STDIN) || ask.attachments.contains(STDIN);
        if ((wait || used) && ask.noStdin) {
            throw new UsageException(
                    "The prompt - cannot be combined with -n.", "remove one of them");
        }
        String piped = used ? "" : piped(wait, words, template);
        String text = Prompt.of(piped, words, files());
        if (template != null) {
            template.requireUsed(values);
            text = template.question(values, text);
        }
        var content = new ArrayList<Content>();
        for (String attachment : ask.attachments) {
            if (!attachment.contains("://") && !attachment.equals(STDIN)) {
                Prompt.requireNoKeys(Path.of(attachment));
            }
            content.add(Attachment.of(attachment, ask.type, stage.stdio().in()));
        }
        if (text.isBlank() && content.isEmpty()) {
            throw new UsageException("No question given.", "outcrop ask \"Why is the sky blue?\"");
        }
        content.add(Content.text(text.isBlank() ? "Describe this." : text));
        return content;
    }

    private String piped(boolean wait, List<String> words, @Nullable PromptFile template) {
        if (ask.noStdin || (stage.stdio().inIsTerminal() && !wait)) {
            return "";
        }
        boolean enough =
                !ask.files.isEmpty()
                        || !ask.attachments.isEmpty()
                        || (template != null && template.prompt() != null)
                        || !words.stream().allMatch(String::isBlank);
        return enough && !wait ? PipedText.readIfSent(stage) : PipedText.await(stage);
    }

    private List<String> files() {
        var texts = new ArrayList<String>();
        for (String name : ask.files) {
            texts.add(file(name));
        }
        return texts;
    }

    private String file(String name) {
        if (name.equals(STDIN)) {
            return PipedText.await(stage);
        }
        Path file = Path.of(name);
        if (!Files.isDirectory(file)) {
            return Prompt.read(file);
        }
        Prompt.requireNoKeys(file.resolve(STDIN));
        FolderText folder = FolderText.of(file);
        if (folder.text().length() > LARGE) {
            stage.stdio()
                    .err()
                    .println(
                            TerminalText.harmless(
                                    "note: "
                                            + folder.files()
                                            + " files of "
                                            + name
                                            + ", about "
                                            + folder.text().length() / 4
                                            + " tokens"));
        }
        return folder.text();
    }
}
