package dev.outcrop.internal.aws.credentials.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.Shared;
import dev.outcrop.aws.Credentials.AccessKeys;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.MadeUp;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.internal.aws.credentials.FakeAws;
import dev.outcrop.internal.aws.credentials.FakeAws.Reply;
import dev.outcrop.internal.aws.credentials.FakeAws.Seen;
import dev.outcrop.internal.aws.credentials.source.ServiceErrorText;
import dev.outcrop.json.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Sessions of {@code aws login} on a machine without AWS's command line. */
class LoginCacheTest {
    private static final String SESSION = "arn:aws:iam::1:user/ann";
    private static final String REFRESH = "canary-refresh-token";

    @TempDir Path home;
    private FakeAws aws;
    private KeyPair pair;

    @BeforeEach
    void start() throws Exception {
        aws = new FakeAws();
        aws.on("/signin/v1/token", this::renewed);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        pair = generator.generateKeyPair();
        MadeUp.file(home, ".aws/config", "[profile p]\nlogin_session = " + SESSION + "\n");
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void keysThatLastAreTakenFromTheFile() throws Exception {
        cache(Duration.ofMinutes(6), sec1());

        assertThat(keys())
                .isEqualTo(
                        new AccessKeys(
                                "OLD",
                                "old-secret",
                                "old-session",
                                aws.now().plus(Duration.ofMinutes(6)),
                                "profile \"p\""));
        assertThat(aws.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {5 * 60, 60, 0, -3600})
    void keysThatEndAreRenewedWithAProofOfTheKeyOfTheSession(int seconds) throws Exception {
        Path file = cache(Duration.ofSeconds(seconds), sec1());

        assertThat(keys())
                .isEqualTo(
                        new AccessKeys(
                                "NEW1",
                                "new-secret",
                                "new-session",
                                aws.now().plusSeconds(900),
                                "profile \"p\""));
        Seen asked = aws.seen().get(0);
        assertThat(asked.method() + " " + asked.target()).isEqualTo("POST /signin/v1/token");
        assertThat(asked.headers()).containsEntry("content-type", "application/json");
        assertThat(Json.parse(asked.body()))
                .isEqualTo(
                        Json.parse(
                                "{\"clientId\":\"client\",\"grantType\":\"refresh_token\","
                                        + "\"refreshToken\":\"canary-refresh-token\"}"));
        assertProof(asked);
        Json.Obj written = (Json.Obj) Json.parse(Files.readString(file));
        assertThat(written.string("refreshToken")).isEqualTo("next-refresh");
        assertThat(written.string("unknown")).isEqualTo("kept");
        assertThat(written.object("accessToken").string("accountId")).isEqualTo("1");
        assertThat(Shared.files(home.resolve(".aws/login/cache"))).containsExactly(file);
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aRunningProcessRenewsThemAgainAndAgain() throws Exception {
        cache(Duration.ofMinutes(6), sec1());
        CredentialsProvider provider = provider();

        var ids = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            ids.add(((AccessKeys) provider.resolve()).accessKeyId());
            aws.pass(Duration.ofSeconds(14 * 60 + 30));
        }

        assertThat(ids).containsExactly("OLD", "NEW1", "NEW2");
        assertThat(aws.seen().get(1).body()).contains("next-refresh");
    }

    @Test
    void aKeyMayBePkcs8() throws Exception {
        cache(Duration.ZERO, pem("PRIVATE KEY", pkcs8()));

        assertThat(keys().accessKeyId()).isEqualTo("NEW1");
        assertProof(aws.seen().get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "canary",
                "-----BEGIN EC PRIVATE KEY-----\nY2FuYXJ5\n-----END EC PRIVATE KEY-----\n",
                "-----BEGIN EC PRIVATE KEY-----\nMA==\n-----END EC PRIVATE KEY-----\n",
                "-----BEGIN EC PRIVATE KEY-----\nMIQA////\n-----END EC PRIVATE KEY-----\n",
                "MAYCAQEEAQE="
            })
    void aKeyThatIsNoneIsAnErrorWithoutIt(String pem) throws Exception {
        cache(Duration.ZERO, pem);

        assertThatThrownBy(this::keys)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("its dpopKey is not a P-256 key")
                .hasMessageContaining("`aws login --profile p`")
                .hasMessageNotContaining("canary");
        assertThat(aws.seen()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "401, TOKEN_EXPIRED, aws login --profile p",
        "403, USER_CREDENTIALS_CHANGED, aws login --profile p",
        "403, INSUFFICIENT_PERMISSIONS, may use `aws login`",
        "400, INVALID_REQUEST, aws login --profile p"
    })
    void aRefusalIsSaidWithoutWhatWasSecret(int status, String code, String remedy)
            throws Exception {
        cache(Duration.ZERO, sec1());
        aws.on("/signin/v1/token", seen -> refusal(status, code));

        assertThatThrownBy(this::keys)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("HTTP " + status + " " + code)
                .hasMessageContaining(remedy)
                .hasMessageNotContaining("canary");
    }

    private static Reply refusal(int status, String code) {
        return Reply.of(status, "{\"error\":\"" + code + "\",\"message\":\"no: " + REFRESH + "\"}");
    }

    @Test
    void keysThatHaveNotEndedAreUsedWhereTheyCannotBeRenewed() throws Exception {
        cache(Duration.ofMinutes(2), sec1());
        aws.on("/signin/v1/token", seen -> refusal(403, "USER_CREDENTIALS_CHANGED"));
        assertThat(keys().accessKeyId()).isEqualTo("OLD");

        cache(Duration.ofMinutes(2), "no key");
        assertThat(keys().accessKeyId()).isEqualTo("OLD");
    }

    @Test
    void aServiceThatFailsForAMomentIsAskedAgain() throws Exception {
        cache(Duration.ZERO, sec1());
        aws.on("/signin/v1/token", seen -> seen.number() < 3 ? Reply.of(503, "") : renewed(seen));

        assertThat(keys().accessKeyId()).isEqualTo("NEW3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"accessToken\":{\"accessKeyId\":\"canary\",\"secretAccessKey\":\"s\"},"
                        + "\"expiresIn\":900,\"refreshToken\":\"r\"}",
                "{\"accessToken\":{\"accessKeyId\":\"canary\",\"secretAccessKey\":\"s\","
                        + "\"sessionToken\":\"t\"},\"expiresIn\":900}",
                "{\"accessToken\":{\"accessKeyId\":\"canary\",\"secretAccessKey\":\"s\","
                        + "\"sessionToken\":\"t\"},\"expiresIn\":9223372036854775807,"
                        + "\"refreshToken\":\"r\"}",
                "{\"accessToken\":{\"accessKeyId\":\"canary x\",\"secretAccessKey\":\"s\","
                        + "\"sessionToken\":\"t\"},\"expiresIn\":900,\"refreshToken\":\"r\"}"
            })
    void anAnswerThatLacksSomethingIsAnErrorAndTheFileStays(String answer) throws Exception {
        Path file = cache(Duration.ZERO, sec1());
        String before = Files.readString(file);
        aws.on("/signin/v1/token", seen -> Reply.of(answer));

        assertThatThrownBy(this::keys)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("invalid response of the sign-in service: ")
                .hasMessageNotContaining("canary");
        assertThat(file).hasContent(before);
    }

    @Test
    void withoutAFileThePersonIsTold() {
        assertThatThrownBy(this::keys)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("you are not signed in (no token at ")
                .hasMessageContaining("Sign in again with `aws login --profile p`.");
    }

    @Test
    void theFolderOfTheFilesMayBeSet() throws Exception {
        Path file = cache(Duration.ofHours(1), sec1());
        Path other = Files.createDirectories(home.resolve("other"));
        Files.move(file, other.resolve(file.getFileName()));

        assertThat(provider("AWS_LOGIN_CACHE_DIRECTORY", other.toString()).resolve()).isNotNull();
        assertThat(provider("AWS_LOGIN_CACHE_DIRECTORY", "~/other").resolve()).isNotNull();
        assertThatThrownBy(this::keys).hasMessageContaining("no token at ");
    }

    private Reply renewed(Seen seen) {
        return Reply.of(
                "{\"accessToken\":{\"accessKeyId\":\"NEW"
                        + seen.number()
                        + "\",\"secretAccessKey\":\"new-secret\",\"sessionToken\":\"new-session\"},"
                        + "\"tokenType\":\"aws_sigv4\",\"expiresIn\":900,"
                        + "\"refreshToken\":\"next-refresh\"}");
    }

    private AccessKeys keys() {
        return (AccessKeys) provider().resolve();
    }

    private CredentialsProvider provider(String... variables) {
        var all = new ArrayList<>(List.of("AWS_ENDPOINT_URL_SIGNIN", aws.url("/signin")));
        all.addAll(List.of(variables));
        return FakeAws.sources(aws.environment(home, all.toArray(String[]::new))).profile("p");
    }

    private Path cache(Duration life, String pem) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(SESSION.getBytes(UTF_8));
        String name = ".aws/login/cache/" + HexFormat.of().formatHex(hash) + ".json";
        MadeUp.file(
                home,
                name,
                "{\"accessToken\":{\"accessKeyId\":\"OLD\",\"secretAccessKey\":\"old-secret\","
                        + "\"sessionToken\":\"old-session\",\"accountId\":\"1\",\"expiresAt\":\""
                        + aws.now().plus(life)
                        + "\"},\"clientId\":\"client\",\"refreshToken\":\"canary-refresh-token\","
                        + "\"unknown\":\"kept\",\"dpopKey\":\""
                        + pem.replace("\n", "\\n")
                        + "\"}");
        return home.resolve(name);
    }

    /** As OpenSSL and AWS's tools write a key; Java has no such form. */
    private String sec1() {
        return pem("EC PRIVATE KEY", sec1Bytes());
    }

    private byte[] sec1Bytes() {
        return HexFormat.of()
                .parseHex(
                        "30770201010420"
                                + hex(((ECPrivateKey) pair.getPrivate()).getS())
                                + "a00a06082a8648ce3d030107a14403420004"
                                + hex(point().getAffineX())
                                + hex(point().getAffineY()));
    }

    private byte[] pkcs8() {
        return HexFormat.of()
                .parseHex(
                        "30819302"
                                + "0100301306072a8648ce3d020106082a8648ce3d0301070479"
                                + HexFormat.of().formatHex(sec1Bytes()));
    }

    private ECPoint point() {
        return ((ECPublicKey) pair.getPublic()).getW();
    }

    private static String hex(BigInteger number) {
        return String.format("%064x", number);
    }

    private static String pem(String kind, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    }

    /** Checks the proof as a server does: with the key that stands in it. */
    private void assertProof(Seen asked) throws Exception {
        String[] parts = String.valueOf(asked.headers().get("dpop")).split("\\.", -1);
        Json.Obj header = ServiceErrorText.object(decoded(parts[0]));
        Json.Obj jwk = header.object("jwk");
        assertThat(header.string("typ") + header.string("alg")).isEqualTo("dpop+jwtES256");
        assertThat(jwk.string("kty") + jwk.string("crv")).isEqualTo("ECP-256");
        var w =
                new ECPoint(
                        new BigInteger(1, decoded(String.valueOf(jwk.string("x")))),
                        new BigInteger(1, decoded(String.valueOf(jwk.string("y")))));
        assertThat(w).isEqualTo(point());
        Json.Obj payload = ServiceErrorText.object(decoded(parts[1]));
        assertThat(payload.string("htm")).isEqualTo("POST");
        assertThat(payload.string("htu")).isEqualTo(aws.url("/signin/v1/token"));
        assertThat(payload.integer("iat", 0)).isEqualTo(aws.now().getEpochSecond());
        assertThat(payload.string("jti")).hasSize(36);
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(
                KeyFactory.getInstance("EC")
                        .generatePublic(
                                new ECPublicKeySpec(
                                        w, curve.getParameterSpec(ECParameterSpec.class))));
        signature.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
        assertThat(signature.verify(decoded(parts[2]))).isTrue();
    }

    private static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
