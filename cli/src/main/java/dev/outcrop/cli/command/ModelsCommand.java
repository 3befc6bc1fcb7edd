package dev.outcrop.cli.command;

import dev.outcrop.catalog.Catalog.ModelFacts;
import dev.outcrop.catalog.Catalog.Prices;
import dev.outcrop.catalog.Catalog.Tier;
import dev.outcrop.catalog.ListedModel;
import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.bedrock.StoredCatalog;
import dev.outcrop.cli.bedrock.WhereOptions;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code outcrop models}: lists the models that this account and region can call. */
@Command(
        name = "models",
        description = {
            "List the models and inference profiles of the region.",
            "Prices are in dollars per million tokens. After the name: the"
                    + " prices of long inputs, the end of life."
        })
public final class ModelsCommand implements Callable<Integer> {
    private final ProcessContext stage;

    @Mixin CommonOptions common = new CommonOptions();
    @Mixin WhereOptions where = new WhereOptions();

    @Option(
            names = "--all",
            description = "Include models that cannot be called directly or do not generate text.")
    boolean all;

    @Option(names = "--json", description = "Print JSON, one object a line.")
    boolean json;

    @Parameters(
            paramLabel = "WORD",
            arity = "0..*",
            description = "Show only models with all of these in their id or name.")
    List<String> words = List.of();

    @Option(
            names = {"-q", "--query"},
            paramLabel = "WORD",
            description = "The same as a WORD without an option; can be repeated.")
    List<String> queries = List.of();

    @Option(
            names = "--update",
            paramLabel = "FILE",
            description = {
                "Read prices and limits from a file, and use them from now on.",
                "They are stored in ~/.config/outcrop. Nothing is sent."
            })
    @Nullable Path update;

    public ModelsCommand(ProcessContext stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        var stored = new StoredCatalog(stage);
        if (update != null) {
            stage.stdio().out().println(TerminalText.harmless(stored.update(update)));
            stage.stdio().out().flush();
            return ExitCode.OK.number();
        }
        try (BedrockConnection connection = BedrockConnection.open(where, stage)) {
            stored.warnIfOld(connection.catalog());
            List<ListedModel> wanted = connection.models().stream().filter(this::isWanted).toList();
            if (wanted.isEmpty()) {
                throw new UsageException(
                        "No model matches \"" + String.join(" ", asked()) + "\".",
                        "outcrop models" + (all ? "" : " --all"),
                        ExitCode.FAILED);
            }
            if (!json) {
                print(row("ID", "CONTEXT", "INPUT", "OUTPUT", "NAME"));
            }
            wanted.forEach(model -> print(json ? object(model).toString() : line(model)));
            stage.stdio().out().flush();
            return ExitCode.OK.number();
        }
    }

    private List<String> asked() {
        var all = new ArrayList<>(words);
        all.addAll(queries);
        return all;
    }

    private void print(String line) {
        stage.stdio().out().print(TerminalText.harmless(line) + "\n");
    }

    private boolean isWanted(ListedModel model) {
        boolean useful =
                model.isCallable()
                        && (model.outputs().isEmpty() || model.outputs().contains("TEXT"));
        String text = (model.id() + " " + model.name()).toLowerCase(Locale.ROOT);
        return (all || useful)
                && asked().stream().allMatch(word -> text.contains(word.toLowerCase(Locale.ROOT)));
    }

    private static Json.Obj object(ListedModel model) {
        ModelFacts facts = model.facts();
        Prices prices = facts == null ? Prices.NONE : facts.prices();
        var tiers = new ArrayList<Json>();
        for (Tier tier : prices.tiers()) {
            tiers.add(
                    Json.EMPTY
                            .with("above", Json.of(tier.above()))
                            .with("input", Json.from(tier.prices().input()))
                            .with("output", Json.from(tier.prices().output())));
        }
        return Json.EMPTY
                .with("id", Json.of(model.id()))
                .with("name", Json.of(model.name()))
                .with("kind", Json.of(model.kind().name().toLowerCase(Locale.ROOT)))
                .with("callable", Json.of(model.isCallable()))
                .with("models", Json.from(model.models()))
                .with("inputs", Json.from(model.inputs()))
                .with("outputs", Json.from(model.outputs()))
                .with("context", Json.from(facts == null ? null : facts.contextWindow()))
                .with("max_output", Json.from(facts == null ? null : facts.maxOutput()))
                .with("input_price", Json.from(prices.input()))
                .with("output_price", Json.from(prices.output()))
                .with("cache_read_price", Json.from(prices.cacheRead()))
                .with("tiers", new Json.Arr(tiers))
                .with("ends", Json.from(end(facts)));
    }

    private static @Nullable String end(@Nullable ModelFacts facts) {
        return facts == null || facts.endOfLife() == null ? null : facts.endOfLife().toString();
    }

    private static String line(ListedModel model) {
        ModelFacts facts = model.facts();
        String line =
                row(
                        model.id(),
                        facts == null || facts.contextWindow() == null
                                ? "-"
                                : facts.contextWindow().toString(),
                        facts == null ? "-" : price(facts.prices().input()),
                        facts == null ? "-" : price(facts.prices().output()),
                        model.name());
        return (facts == null ? line : line + notes(facts)).stripTrailing();
    }

    private static String row(String id, String context, String input, String output, String name) {
        return String.format(
                Locale.ROOT, "%-58s %9s %8s %8s  %s", id, context, input, output, name);
    }

    private static String notes(ModelFacts facts) {
        var notes = new StringBuilder();
        for (Tier tier : facts.prices().tiers()) {
            notes.append("; above ").append(tier.above()).append(" input tokens ");
            notes.append(price(tier.prices().input())).append(' ');
            notes.append(price(tier.prices().output()));
        }
        if (facts.endOfLife() != null) {
            notes.append("; ends ").append(facts.endOfLife());
        }
        return notes.toString();
    }

    private static String price(@Nullable BigDecimal price) {
        return price == null ? "-" : price.toPlainString();
    }
}
