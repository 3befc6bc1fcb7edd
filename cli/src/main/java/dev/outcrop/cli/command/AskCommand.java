package dev.outcrop.cli.command;

import dev.outcrop.Chat;
import dev.outcrop.ExtractionStream;
import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.bedrock.CallOptions;
import dev.outcrop.cli.chat.ChatLog;
import dev.outcrop.cli.chat.ChatSetup;
import dev.outcrop.cli.chat.QuestionRunner;
import dev.outcrop.cli.chat.ShortSchema;
import dev.outcrop.cli.config.Config;
import dev.outcrop.cli.config.PromptFile;
import dev.outcrop.cli.mcp.McpTools;
import dev.outcrop.cli.output.AnswerJson;
import dev.outcrop.cli.output.FinishedAnswer;
import dev.outcrop.cli.terminal.CommonOptions;
import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.SignIn;
import dev.outcrop.cli.terminal.Stdio;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.TypedAnswer;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.cli.terminal.UsageLine;
import dev.outcrop.cli.terminal.WaitingNote;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.StructuredOutputException;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.ToolReturn;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** {@code outcrop ask}: one question, one answer. */
@Command(
        name = "ask",
        addMethodSubcommands = false, // to look for some takes time on each start
        description = {
            "Ask one question.",
            "The answer goes to stdout, everything else to stderr. The"
                    + " question consists of piped text, PROMPT and the files, in this"
                    + " order.",
            "With a PROMPT or a file, stdin is read only if data arrives"
                    + " within 2 seconds. The PROMPT - waits for stdin."
        })
public final class AskCommand implements Callable<Integer> {
    private final ProcessContext stage;

    @Mixin CommonOptions common = new CommonOptions();
    @Mixin CallOptions call = new CallOptions();
    @Mixin AskOptions ask = new AskOptions();

    @Parameters(paramLabel = "PROMPT", arity = "0..*", description = "The question.")
    List<String> prompt = List.of();

    public AskCommand(ProcessContext stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        requireOneForm();
        if (ask.save != null) {
            new SavedTemplate(stage, call).write(ask.save, prompt);
            return ExitCode.OK.number();
        }
        Config config = Config.load(stage);
        PromptFile template = call.template == null ? null : PromptFile.load(stage, call.template);
        if (template == null && !call.values.isEmpty()) {
            throw new UsageException("-v sets values of a template.", "-t NAME");
        }
        JsonSchema schema = ask.schema == null ? null : ShortSchema.of(ask.schema);
        call.params.params(config, template == null ? java.util.Map.of() : template.params());
        List<Content> question = new QuestionContent(stage, ask, call.values).of(prompt, template);
        try (McpTools mcp = McpTools.open(call.tools, call.limits, stage)) {
            if (ask.dryRun) {
                return new DryRun(stage, call, config, template, mcp.tools())
                        .print(question, schema)
                        .number();
            }
            return signedIn(() -> answer(config, template, question, schema, mcp.tools())).number();
        }
    }

    private ExitCode signedIn(Supplier<ExitCode> answer) {
        try {
            return answer.get();
        } catch (CredentialsException e) {
            if (!SignIn.offer(e, stage)) {
                throw e;
            }
            return answer.get();
        }
    }

    private void requireOneForm() {
        int forms = (ask.json ? 1 : 0) + (ask.ndjson ? 1 : 0) + (ask.code ? 1 : 0);
        if (forms > 1 || (ask.schema != null && (ask.code || ask.ndjson))) {
            throw new UsageException(
                    "--json, --ndjson, -x and --schema cannot be combined, except --json with"
                            + " --schema.",
                    "remove one of them");
        }
    }

    private ExitCode answer(
            Config config,
            @Nullable PromptFile template,
            List<Content> question,
            @Nullable JsonSchema schema,
            List<Tool> tools) {
        boolean person = TypedAnswer.isPossible(stage);
        try (BedrockConnection connection =
                BedrockConnection.open(call.where, call.limits, config, stage)) {
            var setup =
                    new ChatSetup(
                            connection,
                            call,
                            config,
                            template,
                            stage,
                            person ? text -> TypedAnswer.to(text, stage) : null,
                            tools);
            var log = new ChatLog(stage, call, config);
            Chat continued = log.continued(call, setup, connection);
            Chat chat = continued == null ? setup.open() : continued;
            var refused = new AtomicBoolean();
            chat.onToolResult(result -> note(result, refused, person));
            try {
                if (schema == null) {
                    run(chat, question, connection, config, log);
                } else {
                    extract(chat, question, connection, schema, log);
                }
            } finally {
                log.store(chat);
            }
            return refused.get() && call.tools.required ? ExitCode.TOOL_REFUSED : ExitCode.OK;
        }
    }

    private void note(ToolReturn result, AtomicBoolean refused, boolean person) {
        if (result.outcome() == ToolReturn.Outcome.REJECTED) {
            refused.set(true);
            if (!person) {
                String name = TerminalText.harmless(result.request().name());
                stage.stdio()
                        .err()
                        .println(
                                "note: the tool "
                                        + name
                                        + " was refused. To run it: --allow "
                                        + name
                                        + " or --approve auto");
            }
        }
    }

    private void run(
            Chat chat,
            List<Content> question,
            BedrockConnection connection,
            Config config,
            ChatLog log) {
        String id = log.newId();
        var output = new AnswerForms(stage, common, call, ask, config);
        boolean whole = call.output.noStream || ask.json || ask.code;
        new QuestionRunner(stage, connection, !whole, call.output.usage)
                .ask(chat, question, output.of(id, log.id(), chat.model().id()), id, log.id())
                .requireWhole();
    }

    private void extract(
            Chat chat,
            List<Content> question,
            BedrockConnection connection,
            JsonSchema schema,
            ChatLog log) {
        Stdio stdio = stage.stdio();
        long start = System.nanoTime();
        String model = chat.model().id();
        try (var note = WaitingNote.begin(stage, "waiting for " + model);
                ExtractionStream<Json> stream =
                        stage.interrupts()
                                .during(
                                        () ->
                                                chat.extractor(schema)
                                                        .extractStream(
                                                                question.toArray(
                                                                        Content[]::new)))) {
            Json value = stage.interrupts().during(stream::value);
            note.close();
            var answer =
                    new FinishedAnswer(
                            log.newId(),
                            log.id(),
                            model,
                            connection::region,
                            stream.reply(),
                            () -> connection.catalog().date(),
                            (System.nanoTime() - start) / 1_000_000,
                            null);
            stdio.out().print((ask.json ? AnswerJson.answer(answer, value) : value) + "\n");
            stdio.out().flush();
            if (call.output.usage) {
                stdio.err().println(UsageLine.of(answer.reply(), model, answer.priceDate().get()));
            }
        } catch (BedrockException e) {
            if (ask.json) {
                stdio.out().print(AnswerJson.error(e) + "\n");
            }
            if (e instanceof StructuredOutputException && e.details().partial() != null) {
                stdio.err().println(TerminalText.harmless(e.details().partial().text()));
            }
            throw e;
        }
    }
}
