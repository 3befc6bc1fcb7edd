package dev.outcrop.cli.local;

import static dev.outcrop.cli.local.LocalSetting.many;
import static dev.outcrop.cli.local.LocalSetting.onOff;
import static dev.outcrop.cli.local.LocalSetting.one;

import dev.outcrop.local.engine.Pacing;
import dev.outcrop.local.rules.ToolCalling;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All settings of the emulator, in groups. Options, config keys and help texts come from here. */
public final class LocalSettings {
    private static final int LAST_PORT = 65_535;
    private static final long MOST = Long.MAX_VALUE;

    private static final List<LocalSetting> ADDRESS =
            List.of(
                    one(
                            "port",
                            "N",
                            List.of("port"),
                            (setup, value) -> setup.port((int) value.whole(0, LAST_PORT)),
                            "Port to listen on. Default: any free port."),
                    one(
                            "host",
                            "ADDRESS",
                            List.of("host"),
                            (setup, value) -> setup.host(value.text()),
                            "Address to listen on. Default: 127.0.0.1. With 0.0.0.0, other"
                                    + " machines and containers can reach the emulator."),
                    many(
                            "allow-host",
                            "NAME",
                            List.of("allowedHosts"),
                            (setup, value) -> setup.allowedHosts(value.texts()),
                            "Host name that requests may use, in addition to those of this machine."),
                    many(
                            "allow-origin",
                            "ORIGIN",
                            List.of("allowedOrigins"),
                            (setup, value) -> setup.allowedOrigins(value.texts()),
                            "Origin of web pages that may read answers (CORS). '*' for all, without"
                                    + " credentials."),
                    one(
                            "certificate",
                            "FILE.p12",
                            List.of("certificate"),
                            (setup, value) -> setup.certificate(value.path()),
                            "Certificate for TLS, with its key. Default: a public test certificate."),
                    one(
                            "certificate-password",
                            "PASSWORD",
                            List.of("certificate"),
                            (setup, value) -> setup.certificatePassword(value.text()),
                            "Password of the certificate. Default: "
                                    + LocalSetup.CERTIFICATE_PASSWORD
                                    + "."));

    private static final List<LocalSetting> ANSWERS =
            List.of(
                    many(
                            "engine",
                            "[MODELS=]ENGINE",
                            List.of("engine", "standIn", "script"),
                            (setup, value) -> value.texts().forEach(setup::engine),
                            "Engine that answers. Default: rehearsal. Can be repeated."),
                    one(
                            "replay",
                            "DIR",
                            List.of("standIn"),
                            (setup, value) -> setup.engine("replay:" + value.text()),
                            "The same as --engine replay:DIR."),
                    one(
                            "record",
                            "DIR",
                            List.of("standIn"),
                            (setup, value) -> setup.engine("record:" + value.text()),
                            "The same as --engine record:DIR."),
                    one(
                            "record-from",
                            "URL",
                            List.of("standIn"),
                            (setup, value) ->
                                    setup.recordFrom(urls -> urls.withRuntime(value.text())),
                            "Endpoint to record. Default: the one of AWS_REGION."),
                    one(
                            "record-control-from",
                            "URL",
                            List.of("standIn"),
                            (setup, value) ->
                                    setup.recordFrom(urls -> urls.withControl(value.text())),
                            "Endpoint of the control plane to record. Default: in the same"
                                    + " region."),
                    one(
                            "record-mantle-from",
                            "URL",
                            List.of("standIn"),
                            (setup, value) ->
                                    setup.recordFrom(urls -> urls.withMantle(value.text())),
                            "Endpoint of bedrock-mantle to record. Default: in the same region."),
                    onOff(
                            "strict",
                            List.of("strict"),
                            (setup, value) -> {
                                if (value.isOn()) {
                                    setup.builder().strict();
                                }
                            },
                            "Refuse every request that no script and no recording answers."),
                    one(
                            "tools",
                            "WHEN",
                            List.of("toolCalling"),
                            (setup, value) -> setup.toolCalling(toolCalling(value)),
                            "When rehearsal calls tools. Default: always.",
                            "always: the first question calls the tool that matches best",
                            "named: a question calls the tools that it names",
                            "never: only if the request forces a call"),
                    many(
                            "guarded-word",
                            "WORD",
                            List.of("guardedWords"),
                            (setup, value) -> setup.guardedWords(value.texts()),
                            "Word that guardrails block until one is created. Default: forbidden."),
                    many(
                            "model",
                            "ID",
                            List.of("models"),
                            (setup, value) ->
                                    setup.builder().models(value.texts().toArray(String[]::new)),
                            "Model id to accept in addition to those of Bedrock."),
                    onOff(
                            "regional",
                            List.of("regional"),
                            (setup, value) -> {
                                if (value.isOn()) {
                                    setup.builder().regional();
                                }
                            },
                            "Refuse models that Bedrock does not have in the client's region."),
                    one(
                            "buckets",
                            "DIR",
                            List.of("buckets"),
                            (setup, value) -> setup.buckets(value.folder()),
                            "Folder in place of S3 for batch jobs and asynchronous invocations:",
                            "s3://BUCKET/KEY is DIR/BUCKET/KEY. Default: they are refused."));

    private static final List<LocalSetting> LIMITS =
            List.of(
                    one(
                            "requests-per-minute",
                            "N",
                            List.of("quotas", "Quotas.requestsPerMinute"),
                            (setup, value) -> {
                                long n = value.whole(1, MOST);
                                setup.quotas(quotas -> quotas.withRequestsPerMinute(n));
                            },
                            "Quota of requests of each model. Default: none."),
                    one(
                            "tokens-per-minute",
                            "N",
                            List.of("quotas", "Quotas.tokensPerMinute"),
                            (setup, value) -> {
                                long n = value.whole(1, MOST);
                                setup.quotas(quotas -> quotas.withTokensPerMinute(n));
                            },
                            "Quota of tokens of each model. Default: none."),
                    one(
                            "tokens-per-day",
                            "N",
                            List.of("quotas", "Quotas.tokensPerDay"),
                            (setup, value) -> {
                                long n = value.whole(1, MOST);
                                setup.quotas(quotas -> quotas.withTokensPerDay(n));
                            },
                            "Quota of tokens of each model from midnight to midnight, UTC."
                                    + " Default: none."),
                    one(
                            "default-max-tokens",
                            "N",
                            List.of("quotas", "Quotas.maxTokens"),
                            (setup, value) -> {
                                long n = value.whole(1, MOST);
                                setup.quotas(quotas -> quotas.withMaxTokens(n));
                            },
                            "Tokens that a request without maxTokens reserves. Default: 64000."),
                    one(
                            "burn-down",
                            "N",
                            List.of("quotas", "Quotas.burnDown"),
                            (setup, value) -> {
                                int factor = (int) value.whole(1, 1_000);
                                setup.quotas(quotas -> quotas.withBurnDown(factor));
                            },
                            "Tokens of quota that an output token uses. Default: 5 for Claude,"
                                    + " else 1."),
                    one(
                            "fault-rate",
                            "SHARE",
                            List.of("faults", "Faults.rate"),
                            (setup, value) -> setup.faultRate(value.fraction()),
                            "Share of requests that fail, from 0 to 1. Default: 0."),
                    many(
                            "fault",
                            "KIND",
                            List.of("faults", "Faults.rate"),
                            (setup, value) ->
                                    setup.faults(
                                            value.each().stream().map(FaultSpec::parse).toList()),
                            "How they fail. Default: error:ThrottlingException. Kinds: "
                                    + FaultSpec.names()
                                    + "."),
                    many(
                            "job-fault",
                            "KIND",
                            List.of("buckets"),
                            (setup, value) ->
                                    setup.jobFaults(
                                            value.each().stream()
                                                    .map(JobFaultSpec::parse)
                                                    .toList()),
                            "What goes wrong with the next batch job; can be repeated for the ones"
                                    + " after it. Kinds: "
                                    + JobFaultSpec.NAMES
                                    + "."),
                    one(
                            "fault-seed",
                            "N",
                            List.of("faults", "Faults.seed"),
                            (setup, value) -> setup.faultSeed(value.whole(Long.MIN_VALUE, MOST)),
                            "Seed that selects the failing requests. Default: 1."));

    private static final List<LocalSetting> TIME =
            List.of(
                    one(
                            "latency",
                            "PROFILE",
                            List.of("pacing"),
                            LocalSettings::latency,
                            "How long answers take: none (default), small, large, or recorded, by"
                                    + " the model's family."),
                    one(
                            "first-byte",
                            "TIME",
                            List.of("pacing", "Pacing.firstByte"),
                            (setup, value) -> {
                                Duration time = value.time();
                                setup.latencyChange(pacing -> pacing.withFirstByte(time));
                            },
                            "Time until an answer begins: 400ms. Default: as in the profile."),
                    one(
                            "per-token",
                            "TIME",
                            List.of("pacing", "Pacing.perToken"),
                            (setup, value) -> {
                                Duration time = value.time();
                                setup.latencyChange(pacing -> pacing.withPerToken(time));
                            },
                            "Time for each token: 20ms. Default: as in the profile."),
                    one(
                            "jitter",
                            "SHARE",
                            List.of("pacing", "Pacing.jitter"),
                            (setup, value) -> {
                                double share = value.fraction();
                                setup.latencyChange(pacing -> pacing.withJitter(share));
                            },
                            "Share by which these times vary, from 0 to 1."),
                    one(
                            "jitter-seed",
                            "N",
                            List.of("pacing", "Pacing.seed"),
                            (setup, value) -> {
                                long seed = value.whole(Long.MIN_VALUE, MOST);
                                setup.latencyChange(pacing -> pacing.withSeed(seed));
                            },
                            "Seed of the variation."),
                    one(
                            "pace",
                            "TIME",
                            List.of("pace"),
                            (setup, value) -> setup.builder().pace(value.time()),
                            "Time between two events of a stream. Default: none."),
                    one(
                            "clock",
                            "TIME",
                            List.of("clock"),
                            (setup, value) -> setup.clock(startingAt(value.instant())),
                            "Time of day at the start, such as 2026-12-01T12:00:00Z. Default: the"
                                    + " system's."),
                    one(
                            "seed",
                            "N",
                            List.of("seed"),
                            (setup, value) ->
                                    setup.builder().seed(value.whole(Long.MIN_VALUE, MOST)),
                            "Seed of request ids and padding. Default: another one in each run."));

    private static final List<LocalSetting> CREDENTIALS =
            List.of(
                    one(
                            "key",
                            "KEY",
                            List.of("credentials"),
                            (setup, value) -> setup.key(value.text()),
                            "Secret that clients must sign with or send as an API key.",
                            "With record, a key is generated unless it is set here or in"
                                    + " OUTCROP_LOCAL_KEY."),
                    onOff(
                            "no-key",
                            List.of("credentials"),
                            (setup, value) -> setup.noKey(value.isOn()),
                            "Answer every client that reaches the port, with your credentials if"
                                    + " requests are recorded."),
                    many(
                            "credentials",
                            "CREDENTIALS",
                            List.of("credentials"),
                            (setup, value) ->
                                    value.each().stream()
                                            .map(CredentialsSpec::parse)
                                            .forEach(setup::credentials),
                            "Credentials that are accepted: ID:SECRET, ID:SECRET:SESSION_TOKEN or"
                                    + " bearer:TOKEN, with @TIME at the end if they expire. Use the"
                                    + " config file: other users can read command lines."));

    /** The settings by group; a group's name is its heading in the help. */
    static final Map<String, List<LocalSetting>> GROUPS = groups();

    private LocalSettings() {}

    private static Map<String, List<LocalSetting>> groups() {
        var groups = new LinkedHashMap<String, List<LocalSetting>>();
        groups.put("Address", ADDRESS);
        groups.put("Answers", ANSWERS);
        groups.put("Quotas and faults", LIMITS);
        groups.put("Time", TIME);
        groups.put("Credentials", CREDENTIALS);
        return Collections.unmodifiableMap(groups);
    }

    /** Returns all settings. */
    static List<LocalSetting> all() {
        var all = new ArrayList<LocalSetting>();
        GROUPS.values().forEach(all::addAll);
        return all;
    }

    private static ToolCalling toolCalling(SettingValue value) {
        return switch (value.text()) {
            case "always" -> ToolCalling.ALWAYS;
            case "named" -> ToolCalling.NAMED;
            case "never" -> ToolCalling.NEVER;
            default -> throw value.wrong("always, named or never");
        };
    }

    private static InstantSource startingAt(Instant time) {
        InstantSource system = InstantSource.system();
        return InstantSource.offset(system, Duration.between(system.instant(), time));
    }

    private static void latency(LocalSetup setup, SettingValue value) {
        switch (value.text()) {
            case "none" -> setup.latencyProfile(model -> Pacing.NONE);
            case "small" -> setup.latencyProfile(model -> Pacing.SMALL_MODEL);
            case "large" -> setup.latencyProfile(model -> Pacing.LARGE_MODEL);
            case "recorded" -> setup.latencyProfile(Pacing::recorded);
            default -> throw value.wrong("none, small, large or recorded");
        }
    }
}
