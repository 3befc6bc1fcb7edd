package dev.outcrop.cli.command;

import dev.outcrop.catalog.Catalog.ModelFacts;
import dev.outcrop.catalog.ListedModel;
import dev.outcrop.cli.bedrock.BedrockConnection;
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
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code outcrop models}: lists the models that this account and region can call. */
@Command(
        name = "models",
        description = {
            "List the models and inference profiles of the region.",
            "Columns: id, context window, dollars per million tokens of input"
                    + " and of output, name."
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

    public ModelsCommand(ProcessContext stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        try (BedrockConnection connection = BedrockConnection.open(where, stage)) {
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
        return String.format(
                        Locale.ROOT,
                        "%-58s %9s %8s %8s  %s",
                        model.id(),
                        facts == null || facts.contextWindow() == null
                                ? "-"
                                : facts.contextWindow(),
                        facts == null ? "-" : price(facts.prices().input()),
                        facts == null ? "-" : price(facts.prices().output()),
                        model.name())
                .stripTrailing();
    }

    private static String price(@Nullable BigDecimal price) {
        return price == null ? "-" : price.toPlainString();
    }
}
