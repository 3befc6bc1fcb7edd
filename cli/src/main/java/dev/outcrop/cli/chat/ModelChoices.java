package dev.outcrop.cli.chat;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.terminal.ListItem;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The newest chat models with prices and inputs besides text, as a list to choose from. */
final class ModelChoices {
    private ModelChoices() {}

    static List<ListItem> of(BedrockConnection connection) {
        var choices = new ArrayList<ListItem>();
        for (String id : connection.newestModels()) {
            Catalog.Found found = connection.catalog().find(id);
            String text = found == null ? id : text(id, found.facts());
            choices.add(new ListItem(id, text));
        }
        return choices;
    }

    private static String text(String id, Catalog.ModelFacts facts) {
        Catalog.Prices prices = facts.prices();
        String price =
                prices.input() == null || prices.output() == null
                        ? ""
                        : "$"
                                + prices.input().toPlainString()
                                + " in, $"
                                + prices.output().toPlainString()
                                + " out";
        var inputs = new ArrayList<>(facts.inputs());
        inputs.remove("text");
        String more = String.join(", ", inputs);
        return String.format(Locale.ROOT, "%-52s %-22s %s", id, price, more).stripTrailing();
    }
}
