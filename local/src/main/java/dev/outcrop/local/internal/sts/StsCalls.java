package dev.outcrop.local.internal.sts;

import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.IncomingRequest;
import dev.outcrop.local.wire.ResponseOutput;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * GetCallerIdentity and AssumeRole of STS, in the account of the emulator's ARNs. Safe for several
 * threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">GetCallerIdentity</a>
 */
public final class StsCalls {
    private static final String CALLER =
            """
            <GetCallerIdentityResult><Arn>arn:aws:iam::000000000000:user/local</Arn>\
            <UserId>AIDALOCALBEDROCK0000</UserId><Account>000000000000</Account>\
            </GetCallerIdentityResult>\
            """;

    private final AssumedRoles roles;

    /**
     * @param checked whether signatures are checked: then no keys are issued
     */
    public StsCalls(boolean checked, RandomGenerator random, InstantSource clock) {
        this.roles = new AssumedRoles(checked, random, clock);
    }

    /** Whether a request is one of STS: by its signature or its host. */
    public static boolean isForSts(IncomingRequest request) {
        String authorization = request.header("authorization");
        String host = request.header("host");
        return (authorization != null
                        && authorization.startsWith("AWS4-HMAC-SHA256 ")
                        && authorization.contains("/sts/aws4_request"))
                || (host != null && host.toLowerCase(Locale.ROOT).startsWith("sts."));
    }

    /**
     * Answers one request.
     *
     * @throws IOException if the client has disconnected
     */
    public void serve(IncomingRequest request, String requestId, ResponseOutput out)
            throws IOException {
        String xml;
        try {
            var form = RequestForm.of(request);
            String action = form.get("Action");
            xml = response(action, result(action, form), requestId);
        } catch (StsError e) {
            refuse(e, requestId, out);
            return;
        }
        send(200, xml, requestId, out);
    }

    private String result(String action, RequestForm form) {
        return switch (action) {
            case "GetCallerIdentity" -> CALLER;
            case "AssumeRole" -> roles.assume(form);
            default ->
                    throw new StsError(
                            400,
                            "InvalidAction",
                            "The local emulator does not emulate this operation of STS. It serves"
                                    + " GetCallerIdentity and AssumeRole.");
        };
    }

    private static String response(String action, String result, String requestId) {
        return "<%sResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">%s<ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata></%sResponse>"
                .formatted(action, result, requestId, action);
    }

    /** Refuses a request that is not authenticated. */
    public static void refuse(ServiceError error, String requestId, ResponseOutput out)
            throws IOException {
        refuse(StsError.of(error), requestId, out);
    }

    private static void refuse(StsError e, String requestId, ResponseOutput out)
            throws IOException {
        String xml =
                "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>%s</RequestId></ErrorResponse>"
                        .formatted(e.code(), escaped(e.getMessage()), requestId);
        send(e.status(), xml, requestId, out);
    }

    private static String escaped(@Nullable String text) {
        return String.valueOf(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static void send(int status, String xml, String requestId, ResponseOutput out)
            throws IOException {
        out.head(status, Map.of("Content-Type", "text/xml", "x-amzn-RequestId", requestId));
        out.end(Bytes.of(xml));
    }
}
