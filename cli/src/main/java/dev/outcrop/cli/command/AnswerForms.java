package dev.outcrop.cli.command;

import dev.outcrop.cli.bedrock.CallOptions;
import dev.outcrop.cli.config.Config;
import dev.outcrop.cli.config.Setting;
import dev.outcrop.cli.output.AnswerOutput;
import dev.outcrop.cli.output.CodeOutput;
import dev.outcrop.cli.output.EventNotes;
import dev.outcrop.cli.output.JsonOutput;
import dev.outcrop.cli.output.MarkdownOutput;
import dev.outcrop.cli.output.NdjsonOutput;
import dev.outcrop.cli.output.TextOutput;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.cli.terminal.TerminalWidth;
import dev.outcrop.cli.terminal.UsageException;

import org.jspecify.annotations.Nullable;

import java.util.function.IntSupplier;

/** Chooses the form in which answers are printed. */
final class AnswerForms {
    private final ProcessContext stage;
    private final CommonOptions common;
    private final CallOptions call;
    private final AskOptions ask;
    private final Config config;

    AnswerForms(
            ProcessContext stage,
            CommonOptions common,
            CallOptions call,
            AskOptions ask,
            Config config) {
        this.stage = stage;
        this.common = common;
        this.call = call;
        this.ask = ask;
        this.config = config;
    }

    /** Returns a new output for one answer. */
    AnswerOutput of(String id, String chat, String model) {
        Stdio stdio = stage.stdio();
        if (ask.json) {
            return new JsonOutput(stdio.out());
        }
        if (ask.ndjson) {
            return new NdjsonOutput(stdio.out(), id, chat, model);
        }
        return ask.code
                ? new CodeOutput(stdio)
                : shown(stage, common, call, config, TerminalWidth.following(stage));
    }

    /** Returns an output for a person: rendered Markdown on a terminal with colors. */
    static AnswerOutput shown(
            ProcessContext stage,
            CommonOptions common,
            CallOptions call,
            Config config,
            IntSupplier columns) {
        Stdio stdio = stage.stdio();
        boolean notesColor = common.color.on(stdio.errIsTerminal(), stage.env());
        var notes = new EventNotes(stdio.err(), notesColor, !call.output.hideThinking);
        boolean color = common.color.on(stdio.outIsTerminal(), stage.env());
        boolean rendered = color && !call.output.raw && config.is(Setting.MARKDOWN, true);
        return rendered
                ? new MarkdownOutput(stdio.out(), notes, width(call, config, columns))
                : new TextOutput(stdio, notes, stage.interrupts()::isShutDown);
    }

    private static IntSupplier width(CallOptions call, Config config, IntSupplier columns) {
        if (call.output.width != null) {
            int given = atLeastZero(call.output.width);
            return () -> given;
        }
        @Nullable String width = config.value(Setting.WIDTH);
        if (width == null) {
            return columns;
        }
        if (!width.matches("\\d{1,5}")) {
            throw new UsageException(
                    "width must be a number, not \"" + width + "\".",
                    "outcrop config set width 80");
        }
        int configured = Integer.parseInt(width);
        return () -> configured;
    }

    private static int atLeastZero(int width) {
        if (width < 0) {
            throw new UsageException("--width must be at least 0.", "--width 80");
        }
        return width;
    }
}
