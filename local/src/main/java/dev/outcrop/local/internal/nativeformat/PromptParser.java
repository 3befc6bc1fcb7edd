package dev.outcrop.local.internal.nativeformat;

import java.util.List;
import java.util.Locale;

/** Parses prompts that contain a conversation as one text, with the marks of their models. */
final class PromptParser {
    private static final String HEADER = "<|start_header_id|>";
    private static final String HEADER_END = "<|end_header_id|>";

    private PromptParser() {}

    /**
     * Parses {@code <|start_header_id|>user<|end_header_id|> … <|eot_id|>}; or plain text. Llama 4
     * has shorter marks.
     */
    static void llama(String text, ConverseBodyBuilder into) {
        String prompt =
                text.replace("<|header_start|>", HEADER)
                        .replace("<|header_end|>", HEADER_END)
                        .replace("<|eot|>", "<|eot_id|>");
        int at = prompt.indexOf(HEADER);
        if (at < 0) {
            instructions(prompt, into);
            return;
        }
        while (at >= 0) {
            int end = prompt.indexOf(HEADER_END, at);
            if (end < 0) {
                return;
            }
            String role = prompt.substring(at + HEADER.length(), end).trim();
            int next = prompt.indexOf(HEADER, end);
            String said =
                    prompt.substring(end + HEADER_END.length(), next < 0 ? prompt.length() : next);
            turn(role, said.replace("<|eot_id|>", ""), into);
            at = next;
        }
    }

    /** Parses {@code [INST] … [/INST] … }; or plain text. */
    static void instructions(String prompt, ConverseBodyBuilder into) {
        String rest = prompt.replace("<s>", "").replace("</s>", "");
        int at = rest.indexOf("[INST]");
        if (at < 0) {
            turn("user", rest, into);
            return;
        }
        while (at >= 0) {
            int end = rest.indexOf("[/INST]", at);
            turn("user", rest.substring(at + 6, end < 0 ? rest.length() : end), into);
            int next = end < 0 ? -1 : rest.indexOf("[INST]", end);
            if (end >= 0) {
                turn("assistant", rest.substring(end + 7, next < 0 ? rest.length() : next), into);
            }
            at = next;
        }
    }

    /** Parses {@code <｜User｜> … <｜Assistant｜> …}, after the system prompt; or plain text. */
    static void deepSeek(String prompt, ConverseBodyBuilder into) {
        String[] turns =
                prompt.replaceAll("<｜(begin|end)▁of▁sentence｜>", "")
                        .split("(?=<｜(?:User|Assistant)｜>)", -1);
        for (String turn : turns) {
            int end = turn.indexOf("｜>");
            if (end < 0) {
                turn(turns.length == 1 ? "user" : "system", turn, into);
            } else {
                String role = turn.substring(2, end);
                turn(role, turn.substring(end + 2).replaceFirst("^<think>", ""), into);
            }
        }
    }

    private static void turn(String role, String text, ConverseBodyBuilder into) {
        String said = text.strip();
        if (said.isEmpty()) {
            return;
        }
        switch (role.toLowerCase(Locale.ROOT)) {
            case "system" -> into.system(ConverseBodyBuilder.text(said));
            case "assistant" -> into.message("assistant", List.of(ConverseBodyBuilder.text(said)));
            default -> into.message("user", List.of(ConverseBodyBuilder.text(said)));
        }
    }
}
