package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Chat;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.tool.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Fable is sent its thinking only while what came before it is unchanged. */
class PreservedThinkingTest extends WithLocal {
    private static final String FABLE = "us.anthropic.claude-fable-5-1";
    private static final String SIGNED =
            "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"Hm.\",\"signature\":\"c2ln\"}}}";

    private static Scripted thinking() {
        return answer("end_turn", "[" + SIGNED + ",{\"text\":\"Yes.\"}]");
    }

    private boolean sent() {
        return body().toString().contains("reasoningContent");
    }

    private static Tool tool(String name) {
        return Tool.of(
                name, "Does it.", JsonSchema.parse("{\"type\":\"object\"}"), input -> "done");
    }

    @Test
    void thinkingWhosePrefixChangedIsLeftOutUntilItIsTheSameAgain() {
        Chat chat = bedrock.chat(FABLE).system("Be brief.").open();
        local.script(thinking());
        chat.ask("Go");

        local.script(thinking());
        chat.ask("Well?");
        assertThat(content(1).getFirst()).isEqualTo(json(SIGNED));

        chat.setSystem("Be long.");
        local.script(thinking());
        chat.ask("And now?");
        assertThat(sent()).isFalse();

        local.script(unchecked("Fine."));
        chat.ask("Then?");
        assertThat(content(1)).hasSize(1);
        assertThat(content(3)).hasSize(1);
        assertThat(content(5).getFirst()).isEqualTo(json(SIGNED));

        chat.setSystem("Be brief.");
        local.script(unchecked("Fine."));
        chat.ask("Last?");
        assertThat(content(1).getFirst()).isEqualTo(json(SIGNED));
        assertThat(content(3).getFirst()).isEqualTo(json(SIGNED));
        assertThat(content(5)).hasSize(1);
    }

    @Test
    void aPrefixThatApiArgsChangeIsAnotherOne() {
        Chat chat = bedrock.chat(FABLE).open();
        local.script(thinking());
        chat.ask("Go");

        local.script(unchecked("Fine."));
        chat.setModel(
                bedrock.model(FABLE).withApiArgs(Map.of("system", List.of(Map.of("text", "S")))));
        chat.ask("Well?");

        assertThat(sent()).isFalse();
    }

    @Test
    void anExtractionLeavesOutThinkingOnlyWhileItsToolsDiffer() {
        Chat chat = bedrock.chat(FABLE).open();
        local.script(thinking(), unchecked("{\\\"a\\\":1}"), unchecked("Fine."));
        chat.ask("Go");

        assertThat(chat.extractor().extract("Give it")).isEqualTo(json("{\"a\":1}"));
        chat.ask("Well?");

        assertThat(content(1).getFirst()).isEqualTo(json(SIGNED));
    }

    @Test
    void aSavedChatKeepsThePrefixOfItsThinking(@TempDir Path folder) {
        Path file = folder.resolve("chat.json");
        Chat chat = bedrock.chat(FABLE).open();
        local.script(thinking());
        chat.ask("Go");
        chat.save(file);

        local.script(unchecked("Fine."));
        Chat loaded = bedrock.load(file).open();
        loaded.setModel("global.anthropic.claude-fable-5-1");
        loaded.ask("Well?");
        assertThat(sent()).isTrue();

        local.script(unchecked("Fine."));
        Chat changed = bedrock.load(file).open();
        changed.tools(tool("t"));
        changed.ask("Well?");
        assertThat(sent()).isFalse();
    }
}
