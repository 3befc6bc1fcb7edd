package dev.outcrop.cli.chat;

import dev.outcrop.Chat;
import dev.outcrop.ChatBuilder;
import dev.outcrop.Model;
import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.bedrock.CallOptions;
import dev.outcrop.cli.config.Config;
import dev.outcrop.cli.config.PromptFile;
import dev.outcrop.cli.config.Setting;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.cli.tools.Approvals;
import dev.outcrop.cli.tools.CommandTool;
import dev.outcrop.message.Turn;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.PromptCaching;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.ToolPolicy;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Opens chats as the options, a template and the configuration say, in this order. */
public final class ChatSetup {
    private final BedrockConnection connection;
    private final CallOptions options;
    private final Config config;
    private final @Nullable PromptFile template;
    private final List<Tool> more;
    private final List<Tool> tools;
    private final ToolPolicy policy;
    private Params params;

    /**
     * @param asking asks about tool calls; null without a terminal
     * @param more tools besides those of the options
     * @throws UsageException if two tools have one name
     */
    public ChatSetup(
            BedrockConnection connection,
            CallOptions options,
            Config config,
            @Nullable PromptFile template,
            ProcessContext stage,
            Approvals.@Nullable Asking asking,
            List<Tool> more) {
        this.connection = connection;
        this.options = options;
        this.config = config;
        this.template = template;
        this.params =
                options.params.params(config, template == null ? Map.of() : template.params());
        var all = new ArrayList<Tool>();
        options.tools.tools.forEach(file -> all.addAll(CommandTool.read(file)));
        all.addAll(more);
        this.more = List.copyOf(more);
        this.tools = different(all);
        String mode =
                options.tools.approve == null
                        ? config.value(Setting.APPROVE)
                        : options.tools.approve;
        this.policy = Approvals.policy(mode, options.tools.allowed, asking, stage.stdio().err());
    }

    private static List<Tool> different(List<Tool> tools) {
        var names = new HashSet<String>();
        for (Tool tool : tools) {
            if (!names.add(tool.name())) {
                throw new UsageException(
                        "Two tools have the name " + tool.name() + ".",
                        "rename the one in the file of --tool");
            }
        }
        return List.copyOf(tools);
    }

    public BedrockConnection connection() {
        return connection;
    }

    /** Returns the params of the chats that it opens. */
    Params params() {
        return params;
    }

    void setParams(Params other) {
        this.params = other;
    }

    /** Returns the tools besides those of the options. */
    List<Tool> more() {
        return more;
    }

    /** Returns the names of the tools. */
    List<String> toolNames() {
        return tools.stream().map(Tool::name).toList();
    }

    /** Returns the system prompt; null if there is none. */
    public @Nullable String system() {
        if (options.system != null) {
            return options.system;
        }
        String system = template == null ? null : template.system(options.values);
        return system == null ? config.value(Setting.SYSTEM) : system;
    }

    /** Returns the model that was chosen; null if none was. */
    public @Nullable String model() {
        return options.model != null ? options.model : template == null ? null : template.model();
    }

    /** Opens a chat with the model and system prompt of the options. */
    public Chat open() {
        return open(model(), system(), List.of());
    }

    /** Continues a stored chat; its model and system prompt stay, unless an option changes them. */
    public Chat resume(String modelId, @Nullable String system, List<Turn> turns) {
        String given = options.model == null ? modelId : options.model;
        return open(given, options.system == null ? system : options.system, turns);
    }

    /**
     * Opens a chat.
     *
     * @param given model id, alias or words; null for the default
     */
    Chat open(@Nullable String given, @Nullable String system, List<Turn> turns) {
        Model model = connection.model(given);
        PromptCaching caching = options.caching(config);
        model = caching == null ? model : model.with(caching);
        ChatBuilder builder =
                model.chat()
                        .system(system)
                        .params(params)
                        .turns(turns)
                        .toolPolicy(policy)
                        .toolLimits(options.limits.limits());
        return tools.isEmpty() ? builder.open() : builder.tools(tools).open();
    }
}
