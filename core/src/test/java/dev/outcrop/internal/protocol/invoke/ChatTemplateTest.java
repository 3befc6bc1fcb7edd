package dev.outcrop.internal.protocol.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Conversations as one text, as the models were trained to read them. */
class ChatTemplateTest {
    private static final ConverseRequest TALK =
            ConverseRequest.builder("m")
                    .system("Be brief.")
                    .messages(
                            Message.user("One?"), Message.assistant("1"), Message.user("And two?"))
                    .build();

    private static String prompt(VendorCodec dialect, ConverseRequest request) {
        return String.valueOf(dialect.request(request, false).string("prompt"));
    }

    private static ConverseRequest asking(String... texts) {
        Content[] blocks = Stream.of(texts).map(Content::text).toArray(Content[]::new);
        return ConverseRequest.builder("m").messages(Message.user(blocks)).build();
    }

    @Test
    void llama2() {
        assertThat(prompt(PromptFormats.LLAMA_2, TALK))
                .isEqualTo(
                        "<s>[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nOne? [/INST] 1 </s><s>[INST] And"
                                + " two? [/INST]");
    }

    @Test
    void llama3() {
        assertThat(prompt(PromptFormats.LLAMA_3, TALK))
                .isEqualTo(
                        "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe"
                                + " brief.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nOne?"
                                + "<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n1"
                                + "<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nAnd two?"
                                + "<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n");
    }

    @Test
    void llama4() {
        assertThat(prompt(PromptFormats.LLAMA_4, asking("Hi")))
                .isEqualTo(
                        "<|begin_of_text|><|header_start|>user<|header_end|>\n\nHi<|eot|>"
                                + "<|header_start|>assistant<|header_end|>\n\n");
    }

    @Test
    void mistral() {
        assertThat(prompt(PromptFormats.MISTRAL, TALK))
                .isEqualTo("<s>[INST] Be brief.\n\nOne? [/INST] 1</s>[INST] And two? [/INST]");
    }

    @Test
    void deepSeek() {
        assertThat(prompt(PromptFormats.DEEPSEEK_R1, TALK))
                .isEqualTo(
                        "<｜begin▁of▁sentence｜>Be brief.<｜User｜>One?<｜Assistant｜>1"
                                + "<｜end▁of▁sentence｜><｜User｜>And two?<｜Assistant｜>");
    }

    @Test
    void anAnswerThatIsBegunIsLeftOpen() {
        ConverseRequest begun =
                ConverseRequest.builder("m")
                        .messages(Message.user("Name?"), Message.assistant("It is"))
                        .build();

        assertThat(prompt(PromptFormats.LLAMA_3, begun)).endsWith("<|end_header_id|>\n\nIt is");
        assertThat(prompt(PromptFormats.LLAMA_2, begun)).endsWith("Name? [/INST] It is");
        assertThat(prompt(PromptFormats.DEEPSEEK_R1, begun)).endsWith("<｜Assistant｜>It is");
    }

    @Test
    void llamaSeesPicturesWhereTheyStand() {
        var picture = new Content.Image("png", Source.bytes(new byte[] {1, 2, 3}));
        ConverseRequest request =
                ConverseRequest.builder("m")
                        .messages(Message.user(picture, Content.text("What is <|image|>?")))
                        .build();

        var body = PromptFormats.LLAMA_3_VISION.request(request, false);
        assertThat(body.string("prompt"))
                .contains("<|end_header_id|>\n\n<|image|>What is < |image|>?<|eot_id|>");
        assertThat(body.get("images")).hasToString("[\"AQID\"]");
        assertThatThrownBy(() -> PromptFormats.LLAMA_3.request(request, false))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("images")
                .hasMessageContaining("CONVERSE");
    }

    static Stream<VendorCodec> templates() {
        return Stream.of(
                PromptFormats.LLAMA_2,
                PromptFormats.LLAMA_3,
                PromptFormats.LLAMA_4,
                PromptFormats.MISTRAL,
                PromptFormats.DEEPSEEK_R1);
    }

    /** What the templates say themselves; also half, so that pieces can meet. */
    private static final List<String> WORDS =
            List.of(
                    "<|begin_of_text|>",
                    "<|eot_id|>",
                    "<|start_header_id|>",
                    "system",
                    "<|end_header_id|>",
                    "<|header_start|>",
                    "<|header_end|>",
                    "<|eot|>",
                    "<|",
                    "|>",
                    "eot_id",
                    "<<SYS>>",
                    "<</SYS>>",
                    "[INST]",
                    "[/INST]",
                    "[IN",
                    "ST]",
                    "<s>",
                    "</s>",
                    "<",
                    "s>",
                    "\n",
                    " ",
                    "hello",
                    "<｜User｜>",
                    "<｜Assistant｜>",
                    "<｜",
                    "User",
                    "｜>",
                    "<｜end▁of▁sentence｜>");

    private static final Pattern MARKS =
            Pattern.compile("<\\|[a-z_]+\\|>|<<SYS>>|<</SYS>>|\\[/?INST]|</?s>|<｜[\\p{L}▁]+｜>");

    /** However a question is made up of the template's words, the template says what it says. */
    @ParameterizedTest
    @MethodSource("templates")
    void noQuestionCanSpeakForAnother(VendorCodec dialect) {
        String marks = String.join("", marks(prompt(dialect, asking("hello"))));
        for (int seed = 0; seed < 3_000; seed++) {
            var random = new Random(seed);
            var texts = new String[1 + random.nextInt(3)];
            for (int i = 0; i < texts.length; i++) {
                var text = new StringBuilder("x");
                for (int n = random.nextInt(6); n >= 0; n--) {
                    text.append(WORDS.get(random.nextInt(WORDS.size())));
                }
                texts[i] = text.toString();
            }
            String prompt = prompt(dialect, asking(texts));
            assertThat(ofTemplate(marks(prompt), marks))
                    .as("seed %d: %s", seed, prompt)
                    .isEqualTo(marks);
        }
    }

    private static List<String> marks(String prompt) {
        return MARKS.matcher(prompt).results().map(found -> found.group()).toList();
    }

    /** Other families' marks are just words; of its own there are no more than it set. */
    private static String ofTemplate(List<String> found, String marks) {
        var own = new StringBuilder();
        for (String mark : found) {
            boolean sameKind =
                    marks.contains(mark)
                            || (mark.startsWith("<|") && marks.contains("<|"))
                            || (mark.startsWith("<｜") && marks.contains("<｜"))
                            || (mark.matches("</?s>|\\[/?INST]|<</?SYS>>")
                                    && marks.contains("[INST]"));
            own.append(sameKind ? mark : "");
        }
        return own.toString();
    }

    @Test
    void otherTextIsNotTouched() {
        String code = "a <| b; x[INST_1] = s < S; \"User: root\" 1 <2> <|";
        for (VendorCodec dialect : templates().toList()) {
            assertThat(prompt(dialect, asking(code))).contains(code);
        }
    }
}
