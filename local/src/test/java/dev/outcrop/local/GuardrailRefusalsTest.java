package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** Requests about guardrails that Bedrock refuses. */
class GuardrailRefusalsTest {
    private static final String UNKNOWN =
            "The guardrail identifier or version provided in the request does not exist.";

    private static LocalBedrock local;
    private static Http http;
    private static String id;

    @BeforeAll
    static void start() throws Exception {
        local = LocalBedrock.start();
        http = new Http(local);
        id =
                Guardrails.create(
                        local, "{\"wordPolicyConfig\":{\"wordsConfig\":[{\"text\":\"volcano\"}]}}");
    }

    @AfterAll
    static void stop() {
        http.close();
        local.close();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | At least one policy",
                "{'wordPolicyConfig':{}} | At least one policy",
                "{'wordPolicyConfig':{'wordsConfig':[]}} | 'wordPolicyConfig.wordsConfig' failed to"
                        + " satisfy constraint: Member must have length greater than or equal to 1",
                "{'wordPolicyConfig':{'wordsConfig':[{}]}} | wordsConfig.1.member.text' failed to satisfy"
                        + " constraint: Member must not be null",
                "{'wordPolicyConfig':{'managedWordListsConfig':[{'type':'RUDE'}]}} | enum value set: [PROFANITY]",
                "{'contentPolicyConfig':{'filtersConfig':[{'type':'HATE','inputStrength':'MAX',"
                        + "'outputStrength':'LOW'}]}} | enum value set: [NONE, LOW, MEDIUM, HIGH]",
                "{'contentPolicyConfig':{'filtersConfig':[{'type':'PROMPT_ATTACK','inputStrength':'LOW',"
                        + "'outputStrength':'LOW'}]}} | PROMPT_ATTACK must be NONE",
                "{'contentPolicyConfig':{'filtersConfig':[{'type':'HATE','inputStrength':'LOW',"
                        + "'outputStrength':'LOW'}],'tierConfig':{'tierName':'STANDARD'}}} | crossRegionConfig",
                "{'topicPolicyConfig':{'topicsConfig':[{'name':'A','definition':'a','type':'DENY'},"
                        + "{'name':'A','definition':'b','type':'DENY'}]}} | A occurs more than once",
                "{'topicPolicyConfig':{'topicsConfig':[{'name':'A/B','definition':'a','type':'DENY'}]}}"
                        + " | regular expression pattern",
                "{'sensitiveInformationPolicyConfig':{'regexesConfig':[{'name':'a','pattern':'(',"
                        + "'action':'BLOCK'}]}} | The regex pattern ( is not valid.",
                "{'sensitiveInformationPolicyConfig':{'regexesConfig':[{'name':'a','pattern':'(?=a)b',"
                        + "'action':'BLOCK'}]}} | lookaround is not supported",
                "{'sensitiveInformationPolicyConfig':{'piiEntitiesConfig':[{'type':'EMAIL','action':'HIDE'}]}}"
                        + " | enum value set: [BLOCK, ANONYMIZE, NONE]",
                "{'contextualGroundingPolicyConfig':{'filtersConfig':[{'type':'GROUNDING','threshold':1}]}}"
                        + " | less than 1",
                "{'contextualGroundingPolicyConfig':{'filtersConfig':[{'type':'GROUNDING','threshold':-1}]}}"
                        + " | greater than or equal to 0"
            })
    void aConfigurationIsRefused(String policies, String message) throws Exception {
        String request = Guardrails.request(policies.replace('\'', '"'));

        assertRefused(http.post("/guardrails", request), 400, "ValidationException", message);
        assertRefused(
                send("PUT", "/guardrails/" + id, request), 400, "ValidationException", message);
    }

    @Test
    void aNameIsRequiredAndShort() throws Exception {
        String policies = "{\"wordPolicyConfig\":{\"wordsConfig\":[{\"text\":\"a\"}]}}";
        assertRefused(http.post("/guardrails", policies), 400, "ValidationException", "'name'");
        String request = Guardrails.request(policies);
        assertRefused(
                http.post(
                        "/guardrails",
                        request.replaceFirst("\"name\":\"", "\"name\":\"" + "n".repeat(50))),
                400,
                "ValidationException",
                "less than or equal to 50");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /guardrails/nosuchguard, 404",
        "DELETE, /guardrails/nosuchguard, 404",
        "POST, /guardrails/nosuchguard, 404",
        "GET, /guardrails?guardrailIdentifier=nosuchguard, 404",
        "GET, /guardrails/ID?guardrailVersion=7, 404",
        "DELETE, /guardrails/ID?guardrailVersion=7, 404",
        "DELETE, /guardrails/ID?guardrailVersion=DRAFT, 400",
        "GET, /guardrails/ID?guardrailVersion=latest, 400",
        "GET, /guardrails/UPPER-CASE, 400",
        "GET, /guardrails?maxResults=0, 400",
        "GET, /guardrails?maxResults=1001, 400"
    })
    void anUnknownOneIsRefusedOnTheControlPlane(String method, String path, int status)
            throws Exception {
        HttpResponse<String> response = send(method, path.replace("ID", id), "");

        assertRefused(
                response,
                status,
                status == 404 ? "ResourceNotFoundException" : "ValidationException",
                "");
    }

    @ParameterizedTest
    @CsvSource({
        "nosuchguard, DRAFT",
        "ID, 7",
        "ID,",
        "arn:aws:bedrock:us-east-1:000000000000:guardrail/nosuchguard, DRAFT"
    })
    void anUnknownOneIsRefusedWithAModel(String named, String version) throws Exception {
        String identifier = named.replace("ID", id);
        Json.Obj config = Json.EMPTY.with("guardrailIdentifier", Json.of(identifier));
        config = version == null ? config : config.with("guardrailVersion", Json.of(version));
        String asking = "{\"guardrailConfig\":" + config + "," + Http.asking("Hello").substring(1);
        HttpRequest.Builder invoke =
                HttpRequest.newBuilder(http.uri("/model/amazon.nova-lite-v1:0/invoke"))
                        .header("X-Amzn-Bedrock-GuardrailIdentifier", identifier)
                        .POST(BodyPublishers.ofString(Http.asking("Hello")));
        if (version != null) {
            invoke.header("X-Amzn-Bedrock-GuardrailVersion", version);
            assertRefused(
                    http.post(
                            "/guardrail/"
                                    + identifier.replace("/", "%2F")
                                    + "/version/"
                                    + version
                                    + "/apply",
                            "{\"source\":\"INPUT\",\"content\":[]}"),
                    400,
                    "ValidationException",
                    UNKNOWN);
        }

        assertRefused(http.converse(asking), 400, "ValidationException", UNKNOWN);
        assertRefused(http.send(invoke), 400, "ValidationException", UNKNOWN);
    }

    @Test
    void contextualGroundingNeedsItsSource() throws Exception {
        String grounding =
                Guardrails.create(
                        local,
                        "{\"contextualGroundingPolicyConfig\":{\"filtersConfig\":"
                                + "[{\"type\":\"GROUNDING\",\"threshold\":0.5}]}}");

        assertRefused(
                http.post(
                        "/guardrail/" + grounding + "/version/DRAFT/apply",
                        "{\"source\":\"OUTPUT\",\"content\":[{\"text\":{\"text\":\"a\"}}]}"),
                400,
                "ValidationException",
                "The provided request does not contain the grounding source. Grounding source,"
                        + " query and content to guard are required");
    }

    @Test
    void aPatternThatTakesForeverIsRefused() throws Exception {
        String slow =
                Guardrails.create(
                        local,
                        "{\"sensitiveInformationPolicyConfig\":{\"regexesConfig\":"
                                + "[{\"name\":\"slow\",\"pattern\":\"(x?)(a|aa)+\\\\1b\",\"action\":\"BLOCK\"}]}}");

        assertRefused(
                http.post(
                        "/guardrail/" + slow + "/version/DRAFT/apply",
                        "{\"source\":\"INPUT\",\"content\":[{\"text\":{\"text\":\""
                                + "a".repeat(60)
                                + "\"}}]}"),
                400,
                "ValidationException",
                "too many steps");
    }

    @Test
    void theReportOfManyFindingsIsBounded() throws Exception {
        String emails =
                Guardrails.create(
                        local,
                        "{\"sensitiveInformationPolicyConfig\":{\"piiEntitiesConfig\":"
                                + "[{\"type\":\"EMAIL\",\"action\":\"ANONYMIZE\"}]}}");
        HttpResponse<String> response =
                http.post(
                        "/guardrail/" + emails + "/version/DRAFT/apply",
                        "{\"source\":\"OUTPUT\",\"content\":[{\"text\":{\"text\":\""
                                + "a@b.co ".repeat(3_000)
                                + "\"}}]}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body().split("\"detected\"", -1)).hasSize(1_001);
        assertThat(response.body()).contains("{EMAIL} {EMAIL}").doesNotContain("{EMAIL} a@b.co");
    }

    private static HttpResponse<String> send(String method, String path, String body)
            throws Exception {
        return http.send(
                HttpRequest.newBuilder(http.uri(path))
                        .method(method, BodyPublishers.ofString(body)));
    }

    private static void assertRefused(
            HttpResponse<String> response, int status, String type, String message) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("x-amzn-ErrorType").orElseThrow())
                .startsWith(type);
        assertThat(((Json.Obj) Json.parse(response.body())).string("message")).contains(message);
    }
}
