package dev.outcrop.internal.transport;

import dev.outcrop.error.AccessDeniedException;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ConnectionException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.IncompleteReplyException;
import dev.outcrop.error.LimitReachedException;
import dev.outcrop.error.ModelException;
import dev.outcrop.error.ModelTimeoutException;
import dev.outcrop.error.NotFoundException;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.error.QuotaExceededException;
import dev.outcrop.error.ServiceException;
import dev.outcrop.error.StreamTruncatedException;
import dev.outcrop.error.StructuredOutputException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.error.ValidationException.ContextLengthException;
import dev.outcrop.internal.server.ServerRules;

import org.jspecify.annotations.Nullable;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remedies for failures of a server other than Bedrock: they name its key and its models, never
 * AWS's. Safe for any number of threads.
 */
public final class ServerRemedies {
    private static final Pattern SETTING =
            Pattern.compile(
                    "(?:unknown (?:name|parameter|field)|unsupported (?:parameter|field)"
                            + "|unrecognized request argument supplied)[^\\w.]{1,4}([\\w.]{1,100})"
                            + "|([\\w.]{1,100}): extra inputs are not permitted",
                    Pattern.CASE_INSENSITIVE);

    private final ServerRules server;

    public ServerRemedies(ServerRules server) {
        this.server = server;
    }

    /** Returns a failure with a remedy for the server. */
    BedrockException of(BedrockException failure) {
        String remedy = remedy(failure);
        return Objects.equals(remedy, failure.details().remedy())
                ? failure
                : failure.with(failure.details().withRemedy(remedy));
    }

    private @Nullable String remedy(BedrockException failure) {
        String own = failure.details().remedy();
        return switch (failure) {
            case ContextLengthException ignored -> own;
            case ValidationException ignored -> setting(failure.what());
            case CredentialsException ignored ->
                    failure.details().status() == 0 ? own : "Check " + key() + ".";
            case AccessDeniedException ignored ->
                    "Check what " + key() + " permits, and whether the account may use this model.";
            case QuotaExceededException ignored ->
                    "Check the credit and the limits of the account at " + server.name() + ".";
            case ThrottledException ignored -> "Try again later, or send fewer calls at once.";
            case NotFoundException ignored -> model();
            case ConnectionException ignored -> connection(failure, own);
            case CancelledException ignored -> own;
            case IncompleteReplyException ignored -> own;
            case LimitReachedException ignored -> own;
            case ModelException ignored -> own;
            case ModelTimeoutException ignored -> own;
            case ProtocolException ignored -> own;
            case ServiceException ignored -> null;
            case StreamTruncatedException ignored -> own;
            case StructuredOutputException ignored -> own;
            case TimedOutException ignored -> own;
        };
    }

    private String key() {
        List<String> variables = server.key().variables();
        return variables.isEmpty()
                ? "the key for " + server.name()
                : "the key for " + server.name() + " (" + variables.getFirst() + ")";
    }

    private String model() {
        String list =
                server.models() == null ? "" : " List the models (in Java: bedrock.models()).";
        return server.modelHint().isEmpty()
                ? "Check the model id and the URL." + list
                : server.modelHint() + list;
    }

    private static @Nullable String setting(String what) {
        Matcher setting = SETTING.matcher(what);
        if (!setting.find()) {
            return null;
        }
        String name = setting.group(1) == null ? setting.group(2) : setting.group(1);
        return "The server does not support "
                + name
                + ". Remove it (in Java: from params or apiArgs).";
    }

    private @Nullable String connection(BedrockException failure, @Nullable String own) {
        Throwable cause = failure.getCause();
        if (cause instanceof ConnectException && !server.startHint().isEmpty()) {
            return server.startHint();
        }
        return cause instanceof UnknownHostException ? "Check the address and the network." : own;
    }
}
