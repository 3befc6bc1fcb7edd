package dev.outcrop.cli.chat;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.terminal.ListItem;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The newest chat models with their prices, as a list to choose from. */
final class ModelChoices {
    private ModelChoices() {}

    static List<ListItem> of(BedrockConnection connection) {
        var choices = new ArrayList<ListItem>();
        for (String id : connection.newestModels()) {
            Catalog.Found found = connection.catalog().find(id);
            Catalog.Prices prices = found == null ? Catalog.Prices.NONE : found.facts().prices();
            String price =
                    prices.input() == null || prices.output() == null
                            ? ""
                            : "$"
                                    + prices.input().toPlainString()
                                    + " in, $"
                                    + prices.output().toPlainString()
                                    + " out";
            String text = String.format(Locale.ROOT, "%-52s %s", id, price).stripTrailing();
            choices.add(new ListItem(id, text));
        }
        return choices;
    }
}
