package dev.outcrop.cli.chat;

import dev.outcrop.cli.history.History;
import dev.outcrop.cli.terminal.ListItem;
import dev.outcrop.cli.terminal.TextColumns;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The newest stored conversations, as a list to choose from. */
final class StoredChoices {
    private static final int MOST = 200;
    private static final int TITLE = 40; // columns

    private StoredChoices() {}

    static List<ListItem> of(History history, Instant now) {
        var choices = new ArrayList<ListItem>();
        List<History.Entry> entries = history.list(MOST);
        int title = entries.stream().mapToInt(e -> TextColumns.of(title(e))).max().orElse(0);
        for (History.Entry entry : entries) {
            choices.add(new ListItem(entry.id(), text(entry, now, title)));
        }
        return choices;
    }

    private static String text(History.Entry entry, Instant now, int width) {
        String title = title(entry);
        return String.format(
                Locale.ROOT,
                "%-10s  %s%s  %2d %-5s  %s",
                age(entry.updated(), now),
                title,
                " ".repeat(width - TextColumns.of(title)),
                entry.turns(),
                entry.turns() == 1 ? "turn" : "turns",
                entry.model());
    }

    private static String title(History.Entry entry) {
        String title = entry.title().isBlank() ? "(no text)" : entry.title();
        return TextColumns.cut(title, TITLE);
    }

    /** Returns how long ago it was; the date if it was more than a week. */
    static String age(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        if (age.toDays() > 7) {
            return then.atZone(ZoneId.systemDefault()).toLocalDate().toString();
        }
        if (age.toDays() > 0) {
            return age.toDays() + " d";
        }
        if (age.toHours() > 0) {
            return age.toHours() + " h";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + " min" : "now";
    }
}
