package dev.outcrop.cli.local;

import dev.outcrop.cli.bedrock.LocalKey;
import dev.outcrop.cli.bedrock.RecordUrls;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.authentication.LocalCredentials;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.engine.Pacing;
import dev.outcrop.local.engine.Quotas;
import dev.outcrop.local.internal.cache.CachingEngine;
import dev.outcrop.local.rules.RuleEngine;
import dev.outcrop.local.rules.ToolCalling;
import dev.outcrop.local.script.Faults;
import dev.outcrop.local.script.JobFault;
import dev.outcrop.local.script.Scripted;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * What the settings of one run have in effect. Settings that belong together, such as those of
 * quotas, are put together here. Not thread-safe.
 */
public final class LocalSetup {
    /** The password of the certificate, in place of {@code --certificate-password}. */
    static final String CERTIFICATE_PASSWORD = "OUTCROP_LOCAL_CERTIFICATE_PASSWORD";

    private static final String ANY_ORIGIN = "*";

    private final Map<String, String> env;
    private final LocalBedrock.Builder builder = LocalBedrock.builder();
    private final List<String> engines = new ArrayList<>();
    private final List<LocalCredentials> credentials = new ArrayList<>();
    private Quotas quotas = Quotas.NONE;
    private Function<String, Pacing> profile = model -> Pacing.NONE;
    private UnaryOperator<Pacing> changes = UnaryOperator.identity();
    private double faultRate;
    private long faultSeed = 1;
    private List<Scripted> faults = List.of();
    private List<String> allowedHosts = List.of();
    private List<String> allowedOrigins = List.of();
    private ToolCalling toolCalling = ToolCalling.ALWAYS;
    private InstantSource clock = InstantSource.system();
    private @Nullable Path buckets;
    private List<JobFault> jobFaults = List.of();
    private @Nullable Path certificate;
    private @Nullable String certificatePassword;
    private RecordUrls recordFrom = RecordUrls.OF_THE_REGION;
    private @Nullable String key;
    private boolean noKey;
    private int port;
    private String host = "127.0.0.1";

    /**
     * Applies settings.
     *
     * @param env the environment, for secrets
     * @throws UsageException if a value is not valid
     */
    public LocalSetup(Map<LocalSetting, SettingValue> values, Map<String, String> env) {
        this.env = env;
        values.forEach(this::apply);
    }

    private void apply(LocalSetting setting, SettingValue value) {
        try {
            setting.effect().accept(this, value);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "Invalid value of " + value.from() + ": " + e.getMessage() + ".",
                    "outcrop help local");
        }
    }

    LocalBedrock.Builder builder() {
        return builder;
    }

    void port(int port) {
        this.port = port;
        builder.port(port);
    }

    void host(String host) {
        this.host = host;
        builder.host(host);
    }

    void allowedHosts(List<String> names) {
        allowedHosts = names;
        builder.allowedHosts(names.toArray(String[]::new));
    }

    void allowedOrigins(List<String> origins) {
        allowedOrigins = origins;
        builder.allowedOrigins(origins.toArray(String[]::new));
    }

    void certificate(Path file) {
        certificate = file;
    }

    void certificatePassword(String password) {
        certificatePassword = password;
    }

    void engine(String spec) {
        engines.add(spec);
    }

    void recordFrom(UnaryOperator<RecordUrls> change) {
        recordFrom = change.apply(recordFrom);
    }

    void quotas(UnaryOperator<Quotas> change) {
        quotas = change.apply(quotas);
    }

    void latencyProfile(Function<String, Pacing> profile) {
        this.profile = profile;
    }

    void latencyChange(UnaryOperator<Pacing> change) {
        UnaryOperator<Pacing> before = changes;
        changes = pacing -> change.apply(before.apply(pacing));
    }

    void faultRate(double rate) {
        faultRate = rate;
    }

    void faultSeed(long seed) {
        faultSeed = seed;
    }

    void buckets(Path folder) {
        buckets = folder;
    }

    void jobFaults(List<JobFault> next) {
        jobFaults = next;
    }

    /** Whether a folder is used in place of S3. */
    public boolean hasBuckets() {
        return buckets != null;
    }

    void faults(List<Scripted> kinds) {
        faults = kinds;
    }

    void guardedWords(List<String> words) {
        builder.guardedWords(words.toArray(String[]::new));
    }

    void toolCalling(ToolCalling calling) {
        toolCalling = calling;
        builder.toolCalling(calling);
    }

    void clock(InstantSource clock) {
        this.clock = clock;
        builder.clock(clock);
    }

    void credentials(LocalCredentials one) {
        credentials.add(one);
    }

    void key(String key) {
        this.key = key;
    }

    void noKey(boolean none) {
        noKey = none;
    }

    /** Returns the engines, as {@code [MODELS=]KIND[:ARGUMENT]}. */
    public List<String> engines() {
        return List.copyOf(engines);
    }

    /** Returns the endpoints to record. */
    public RecordUrls recordFrom() {
        return recordFrom;
    }

    /** Returns the names that clients on other machines can use. */
    public List<String> allowedHosts() {
        return List.copyOf(allowedHosts);
    }

    /** Whether clients must use credentials that are configured one by one. */
    public boolean hasCredentials() {
        return !credentials.isEmpty();
    }

    /** Whether other machines may be able to send requests. */
    public boolean isForOthers() {
        return !host.startsWith("127.") && !host.equals("localhost") && !host.equals("::1");
    }

    /** Returns the address and port to listen on, for messages. */
    public String address() {
        return host + ":" + port;
    }

    /**
     * Returns the key that clients must use: the one that is set, or a new one if requests are
     * recorded and no other credentials are required.
     *
     * @throws UsageException if it is not valid
     */
    public LocalKey key(boolean records, RandomGenerator random) {
        return LocalKey.of(key, noKey, records && credentials.isEmpty(), env, random);
    }

    /** Creates the default engine, with these settings. */
    public Engine rehearsal() {
        return new CachingEngine(new RuleEngine().with(toolCalling), clock);
    }

    /**
     * Returns the builder with everything but the engines.
     *
     * @throws UsageException if settings contradict each other
     */
    public LocalBedrock.Builder builder(LocalKey required, boolean records) {
        List<LocalCredentials> all = new ArrayList<>(credentials);
        all.addAll(required.credentials());
        if (allowedOrigins.contains(ANY_ORIGIN) && (records || !all.isEmpty())) {
            throw new UsageException(
                    "--allow-origin '*' cannot be combined with credentials, a key or recording.",
                    "--allow-origin https://app.example");
        }
        builder.credentials(all.toArray(LocalCredentials[]::new));
        builder.quotas(quotas);
        UnaryOperator<Pacing> change = changes;
        Function<String, Pacing> of = profile;
        builder.pacing(model -> change.apply(of.apply(model)));
        addBuckets();
        addFaults();
        addCertificate();
        return builder;
    }

    private void addBuckets() {
        if (buckets != null) {
            builder.buckets(buckets, jobFaults.toArray(JobFault[]::new));
        } else if (!jobFaults.isEmpty()) {
            throw new UsageException(
                    "--job-fault has no effect without --buckets.", "--buckets DIR");
        }
    }

    private void addFaults() {
        if (faultRate == 0 && !faults.isEmpty()) {
            throw new UsageException(
                    "--fault has no effect without --fault-rate.", "--fault-rate 0.2");
        }
        if (faultRate > 0) {
            Scripted[] kinds =
                    faults.isEmpty()
                            ? new Scripted[] {
                                FaultSpec.parse(new SettingValue("--fault", List.of("error")))
                            }
                            : faults.toArray(Scripted[]::new);
            builder.faults(Faults.rate(faultRate, kinds).seed(faultSeed));
        }
    }

    private void addCertificate() {
        Path file = certificate;
        if (file == null) {
            return;
        }
        String given = certificatePassword;
        char[] password =
                (given == null ? env.getOrDefault(CERTIFICATE_PASSWORD, "") : given).toCharArray();
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password);
            builder.certificate(keys, password);
        } catch (IOException | GeneralSecurityException e) {
            throw new UsageException(
                    "Cannot read the certificate "
                            + file
                            + " (PKCS #12), or its password is wrong.",
                    "export " + CERTIFICATE_PASSWORD + "=PASSWORD");
        }
    }
}
