package dev.outcrop.cli.chat;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.cli.bedrock.BedrockConnection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lists the newest chat models with their prices, to choose one by number. */
final class ModelPicker {
    private final List<String> ids = new ArrayList<>();
    private final BedrockConnection connection;

    ModelPicker(BedrockConnection connection) {
        this.connection = connection;
        ids.addAll(connection.newestModels());
    }

    String list() {
        var list = new StringBuilder();
        for (int i = 0; i < ids.size(); i++) {
            Catalog.Found found = connection.catalog().find(ids.get(i));
            Catalog.Prices prices = found == null ? Catalog.Prices.NONE : found.facts().prices();
            String price =
                    prices.input() == null || prices.output() == null
                            ? ""
                            : "$"
                                    + prices.input().toPlainString()
                                    + " in, $"
                                    + prices.output().toPlainString()
                                    + " out";
            list.append(String.format(Locale.ROOT, "%3d  %-52s %s%n", i + 1, ids.get(i), price));
        }
        return list.toString().stripTrailing();
    }

    /** Returns the id of a number; any other text unchanged. */
    String chosen(String answer) {
        if (answer.matches("\\d{1,4}")) {
            int number = Integer.parseInt(answer);
            return number >= 1 && number <= ids.size() ? ids.get(number - 1) : "";
        }
        return answer;
    }
}
