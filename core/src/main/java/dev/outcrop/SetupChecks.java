package dev.outcrop;

import dev.outcrop.SetupCheck.State;
import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.Region;
import dev.outcrop.catalog.ListedModel;
import dev.outcrop.error.AccessDeniedException;
import dev.outcrop.error.BedrockException;
import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.internal.aws.endpoint.ServiceEndpoint;
import dev.outcrop.internal.client.AwsTarget;
import dev.outcrop.internal.protocol.control.ControlPlane;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.settings.Params;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Checks the conditions for a call, one after the other. For one thread. */
final class SetupChecks {
    /**
     * The largest clock difference that is reported as good: AWS rejects signatures that are five
     * minutes off.
     */
    private static final Duration CLEAR = Duration.ofMinutes(4);

    private final AwsTarget target;
    private final ControlPlane control;
    private final Supplier<List<ListedModel>> models;
    private final List<SetupCheck> checks = new ArrayList<>();

    SetupChecks(AwsTarget target, ControlPlane control, Supplier<List<ListedModel>> models) {
        this.target = target;
        this.control = control;
        this.models = models;
    }

    /**
     * @param model the model to call; null for none
     * @param modelId the model to look for in the list
     */
    List<SetupCheck> run(@Nullable Model model, String modelId) {
        boolean known = credentials();
        boolean placed = region();
        boolean runtime = endpoint("endpoint", Service.RUNTIME);
        boolean ready = endpoint("control plane", Service.CONTROL) && known && placed && runtime;
        boolean reached = ready && clock();
        if (!ready) {
            notChecked("clock");
        }
        if (reached) {
            models(modelId);
        } else {
            notChecked("models");
            notChecked("model");
        }
        if (model != null) {
            call(ready, model);
        }
        return List.copyOf(checks);
    }

    private boolean credentials() {
        try {
            Credentials found = target.credentials().resolve();
            ok("credentials", found.toString());
            return true;
        } catch (BedrockException e) {
            return wrong("credentials", e);
        }
    }

    private boolean region() {
        try {
            Region found = target.region().apply(new Cancellation());
            ok("region", found.id() + ", from " + found.source());
            return true;
        } catch (BedrockException e) {
            return wrong("region", e);
        }
    }

    private boolean endpoint(String what, Service service) {
        try {
            ServiceEndpoint found = target.endpoint(service, new Cancellation());
            ok(what, found.base() + ", from " + found.source());
            return true;
        } catch (BedrockException e) {
            return wrong(what, e);
        }
    }

    /** Whether the service can be reached, and what its clock says. */
    private boolean clock() {
        try {
            Instant there = control.serverTime();
            Instant here = target.clock().instant();
            Duration off = there == null ? Duration.ZERO : Duration.between(there, here);
            if (off.abs().compareTo(CLEAR) > 0) {
                doubtful(
                        "clock",
                        "the clock of this machine differs from the service's by "
                                + off.toSeconds()
                                + " s",
                        "Set the clock. Until then, requests are signed with the service's time.");
            } else {
                ok(
                        "clock",
                        there == null
                                ? "service reached; it did not return its time"
                                : "service reached; difference below "
                                        + (off.abs().toSeconds() + 1)
                                        + " s");
            }
            return true;
        } catch (AccessDeniedException e) {
            doubtful(
                    "clock",
                    "service reached; cannot list models: " + e.what(),
                    "Allow bedrock:ListFoundationModels, or ignore this check.");
            return false;
        } catch (BedrockException e) {
            return wrong("clock", e);
        }
    }

    private void models(String modelId) {
        List<ListedModel> listed;
        try {
            listed = models.get();
        } catch (BedrockException e) {
            wrong("models", e);
            notChecked("model");
            return;
        }
        long callable = listed.stream().filter(ListedModel::isCallable).count();
        ok("models", listed.size() + " listed, " + callable + " callable");
        for (ListedModel model : listed) {
            if (model.id().equals(modelId) || model.arn().equals(modelId)) {
                if (model.isCallable()) {
                    ok("model", modelId + " (" + model.name() + ")");
                } else {
                    doubtful(
                            "model",
                            modelId + " is only available through inference profiles",
                            profileOf(modelId, listed));
                }
                return;
            }
        }
        doubtful(
                "model",
                modelId + " is not listed in this region",
                "List the models: outcrop models (in Java: bedrock.models())");
    }

    private static String profileOf(String modelId, List<ListedModel> listed) {
        for (ListedModel model : listed) {
            if (model.kind() == ListedModel.Kind.SYSTEM_PROFILE
                    && model.models().contains(modelId)) {
                return "Use " + model.id() + ".";
            }
        }
        return "Use an inference profile. List them: outcrop models (in Java: bedrock.models())";
    }

    private void call(boolean ready, Model model) {
        if (!ready) {
            notChecked("call");
            return;
        }
        try {
            Reply reply = model.with(Params.DEFAULT.withMaxTokens(1)).invoke("Hi");
            ok("call", model.id() + " answered; cost " + reply.cost());
        } catch (BedrockException e) {
            wrong("call", e);
        }
    }

    private void ok(String what, String found) {
        checks.add(new SetupCheck(what, State.OK, found, null));
    }

    private void doubtful(String what, String found, String remedy) {
        checks.add(new SetupCheck(what, State.DOUBTFUL, found, remedy));
    }

    private boolean wrong(String what, BedrockException e) {
        checks.add(new SetupCheck(what, State.WRONG, e.what(), e.details().remedy()));
        return false;
    }

    private void notChecked(String what) {
        checks.add(
                new SetupCheck(
                        what, State.NOT_CHECKED, "not checked because of the problem above", null));
    }
}
