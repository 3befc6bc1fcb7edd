package dev.outcrop.cli.chat;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The commands of a conversation. */
public enum SlashCommand {
    HELP("", "list the commands"),
    MODEL("[ID]", "switch to another model; without ID, choose one"),
    SYSTEM("[TEXT]", "set the system prompt; without TEXT, remove it"),
    SET("NAME VALUE", "set a parameter, such as temperature 0.2"),
    THINK("LEVEL", "think: low, medium, high, off; or show, hide, last"),
    ATTACH("FILE", "send a file with the next question; without FILE, list them"),
    TOOLS("", "list the tools"),
    EDIT("", "write the next question in the editor"),
    RETRY("", "ask the last question again and replace its answer"),
    UNDO("[N]", "remove the last question and its answer, or the last N"),
    CLEAR("", "start a new conversation"),
    FORK("", "continue in a copy of this conversation"),
    COMPACT("[N]", "replace all but the last N questions by a summary"),
    SAVE("FILE", "write the conversation to a file"),
    LOAD("[FILE]", "continue a conversation from a file; without FILE, choose one"),
    EXPORT("FILE", "write the conversation as Markdown"),
    COPY("", "copy the last answer to the clipboard"),
    COST("", "show tokens and cost of the conversation"),
    TOKENS("[TEXT]", "count the tokens of the next request"),
    DRY("TEXT", "show the request for a question; send nothing"),
    QUIT("", "quit; exit, quit and Ctrl-D do the same");

    private final String arguments;
    private final String description;

    SlashCommand(String arguments, String description) {
        this.arguments = arguments;
        this.description = description;
    }

    /** Returns its name with the slash. */
    public String word() {
        return "/" + name().toLowerCase(Locale.ROOT);
    }

    public String description() {
        return description;
    }

    /** Returns all names, with other names of some. */
    public static List<String> words() {
        var words = new ArrayList<String>();
        for (SlashCommand command : values()) {
            words.add(command.word());
        }
        words.addAll(List.of("/usage", "/new", "/exit"));
        return words;
    }

    /** Returns the command of a conversation that does the same as an option; null if none does. */
    public static @Nullable String of(String option) {
        if (option.startsWith("-m ")) {
            return MODEL.word() + option.substring(2);
        }
        String parameter = option.replaceFirst("^--max-tokens ", "-p max_tokens=");
        return parameter.startsWith("-p ")
                ? SET.word() + " " + parameter.substring(3).replaceFirst("=", " ")
                : null;
    }

    static String help() {
        var help = new StringBuilder();
        for (SlashCommand command : values()) {
            help.append(
                    String.format(
                            Locale.ROOT,
                            "%-17s %s%n",
                            (command.word() + " " + command.arguments).strip(),
                            command.description));
        }
        return help
                + """
                //...             a question that begins with a slash
                Several lines: Ctrl-J or Alt-Enter for a line break, or text between \"""
                Ctrl-C stops an answer and keeps the part received so far.\
                """;
    }
}
