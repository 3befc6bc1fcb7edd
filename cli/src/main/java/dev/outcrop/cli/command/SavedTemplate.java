package dev.outcrop.cli.command;

import dev.outcrop.cli.bedrock.CallOptions;
import dev.outcrop.cli.config.ConfigEdit;
import dev.outcrop.cli.config.PromptFile;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.UsageException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes the question and the options of a command as a template. */
final class SavedTemplate {
    private final ProcessContext stage;
    private final CallOptions call;

    SavedTemplate(ProcessContext stage, CallOptions call) {
        this.stage = stage;
        this.call = call;
    }

    /**
     * Writes prompt, system prompt, model and parameters; placeholders stay as they are typed.
     *
     * @throws UsageException if there is such a template, or nothing to write
     */
    void write(String name, List<String> words) {
        Path file = PromptFile.file(stage, name);
        if (Files.exists(file)) {
            throw new UsageException(
                    "There is a template \"" + name + "\".", "outcrop templates edit " + name);
        }
        if (words.isEmpty() && call.system == null) {
            throw new UsageException(
                    "A template needs a prompt or a system prompt.",
                    "outcrop ask --save " + name + " 'Translate into {language}: {input}'");
        }
        Map<String, String> params = call.params.named();
        set(file, "prompt", String.join(" ", words));
        set(file, "system", call.system == null ? "" : call.system);
        set(file, "model", call.model == null ? "" : call.model);
        params.forEach((param, value) -> ConfigEdit.set(file, "params", param, value));
        call.values.forEach((key, value) -> ConfigEdit.set(file, "defaults", key, value));
        PromptFile.load(stage, name);
        stage.stdio().err().println(TerminalText.harmless("Saved to " + file));
    }

    private static void set(Path file, String key, String value) {
        if (!value.isEmpty()) {
            ConfigEdit.set(file, "", key, value);
        }
    }
}
