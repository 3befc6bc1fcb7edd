package dev.outcrop.internal.tool;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.Content;
import dev.outcrop.schema.MismatchException;
import dev.outcrop.tool.Approver;
import dev.outcrop.tool.Approver.Approval;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.ToolPolicy;
import dev.outcrop.tool.ToolRequest;
import dev.outcrop.tool.ToolReturn.Outcome;
import dev.outcrop.tool.Toolbox;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Decides for each call whether it may run; no tool runs without this check. */
final class ToolGate {
    /** Names come from the model, and may be of any length. */
    private static final int LONGEST_NAME = 100;

    /** The decision about a call. */
    sealed interface Looked {}

    /** It may run. */
    record Admitted(ToolRequest request, Tool tool, Callable<? extends @Nullable Object> task)
            implements Looked {}

    /**
     * It must not run.
     *
     * @param message for the model
     */
    record Refused(ToolRequest request, Outcome outcome, String message, @Nullable Throwable fault)
            implements Looked {}

    private final Toolbox tools;
    private final ToolSettings settings;
    private final Function<Callable<Approval>, Approval> await;

    /**
     * @param await asks the approver, and waits for the decision
     */
    ToolGate(Toolbox tools, ToolSettings settings, Function<Callable<Approval>, Approval> await) {
        this.tools = tools;
        this.settings = settings;
        this.await = await;
    }

    /**
     * @param context the context of the run
     */
    Looked look(Content.ToolUse call, Tool.Context context) {
        ToolRequest request = settings.asked(ToolRequest.of(call, tools.tool(call.name())));
        if (request.rejection() != null) {
            return rejected(request, request.rejection());
        }
        Tool tool = request.tool();
        if (tool == null) {
            return new Refused(request, Outcome.UNKNOWN_TOOL, unknown(request.name()), null);
        }
        Callable<? extends @Nullable Object> task;
        try {
            task = tool.prepare(object(request.input()), context);
        } catch (MismatchException | JsonException e) {
            return new Refused(
                    request,
                    Outcome.BAD_INPUT,
                    "The tool was not run because its input is invalid: " + e.getMessage(),
                    e);
        }
        return permitted(new Admitted(request, tool, task));
    }

    /** Returns the same decision, unless a policy that was set since then denies the tool. */
    Looked lookAgain(Admitted admitted) {
        return settings.denies(admitted.tool()) ? denied(admitted.request()) : admitted;
    }

    private static Looked denied(ToolRequest request) {
        return rejected(request, "This tool is not allowed.");
    }

    private Looked permitted(Admitted admitted) {
        ToolRequest request = admitted.request();
        ToolPolicy policy = settings.policy();
        return switch (policy.decide(admitted.tool(), request.needsApproval())) {
            case ALLOW -> admitted;
            case DENY -> denied(request);
            case NOBODY_TO_ASK ->
                    rejected(request, "it needs approval, but no approver is available.");
            case ASK -> asked(admitted, Objects.requireNonNull(policy.approver()));
        };
    }

    private Looked asked(Admitted admitted, Approver approver) {
        ToolRequest request = admitted.request();
        Approval approval = await.apply(() -> approver.decide(request));
        if (!approval.allowed()) {
            return rejected(request, String.valueOf(approval.reason()));
        }
        if (approval.always()) {
            settings.allowAlways(admitted.tool());
        }
        return admitted;
    }

    private static Looked rejected(ToolRequest request, String reason) {
        return new Refused(request, Outcome.REJECTED, "The call was rejected: " + reason, null);
    }

    private String unknown(String name) {
        String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
        String others = String.join(", ", new TreeSet<>(tools.names()));
        return "Unknown tool \""
                + shown
                + "\". Available tools: "
                + (others.isEmpty() ? "none" : others)
                + ".";
    }

    /** Invalid JSON of a model arrives as text. */
    private static Json.Obj object(Json input) {
        return switch (input) {
            case Json.Obj object -> object;
            case Json.Null ignored -> Json.EMPTY;
            case Json.Str(String text) -> requireObject(Json.parse(text));
            case Json.Arr ignored -> requireObject(input);
            case Json.Num ignored -> requireObject(input);
            case Json.Bool ignored -> requireObject(input);
        };
    }

    private static Json.Obj requireObject(Json input) {
        if (input instanceof Json.Obj object) {
            return object;
        }
        throw new JsonException("it must be a JSON object");
    }
}
