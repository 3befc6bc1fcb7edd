package dev.outcrop.cli.command;

import dev.outcrop.catalog.Catalog.ModelFacts;
import dev.outcrop.catalog.Catalog.Tier;
import dev.outcrop.catalog.ListedModel;
import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.bedrock.StoredCatalog;
import dev.outcrop.cli.bedrock.WhereOptions;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.TerminalText;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code outcrop models}: lists the models that this account and region can call. */
@Command(
        name = "models",
        description = {
            "List the models and inference profiles of the region.",
            "Columns: id, context window, dollars per million tokens of input"
                    + " and of output, name; the prices of long inputs; the end of life."
        })
public final class ModelsCommand implements Callable<Integer> {
    private final ProcessContext stage;

    @Mixin CommonOptions common = new CommonOptions();
    @Mixin WhereOptions where = new WhereOptions();

    @Option(
            names = "--all",
            description = "Include models that cannot be called directly or do not generate text.")
    boolean all;

    @Parameters(
            paramLabel = "WORD",
            arity = "0..1",
            description = "Show only models with this text in their id or name.")
    @Nullable String word;

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
            for (ListedModel model : connection.models()) {
                if (isWanted(model)) {
                    stage.stdio().out().println(TerminalText.harmless(line(model)));
                }
            }
            stage.stdio().out().flush();
            return ExitCode.OK.number();
        }
    }

    private boolean isWanted(ListedModel model) {
        boolean useful =
                model.isCallable()
                        && (model.outputs().isEmpty() || model.outputs().contains("TEXT"));
        String wanted = word == null ? "" : word.toLowerCase(Locale.ROOT);
        return (all || useful)
                && (model.id() + " " + model.name()).toLowerCase(Locale.ROOT).contains(wanted);
    }

    private static String line(ListedModel model) {
        ModelFacts facts = model.facts();
        String line =
                String.format(
                        Locale.ROOT,
                        "%-58s %9s %8s %8s  %s",
                        model.id(),
                        facts == null || facts.contextWindow() == null
                                ? "-"
                                : facts.contextWindow(),
                        facts == null ? "-" : price(facts.prices().input()),
                        facts == null ? "-" : price(facts.prices().output()),
                        model.name());
        return (facts == null ? line : line + notes(facts)).stripTrailing();
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
