package dev.outcrop.internal.protocol.control;

import dev.outcrop.internal.aws.endpoint.Service;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.protocol.ModelPath;
import dev.outcrop.internal.transport.ServiceRequest;
import dev.outcrop.json.Json;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * CreateModelInvocationJob and the related operations. Safe for any number of threads; blocks.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateModelInvocationJob.html">
 *     CreateModelInvocationJob</a>
 */
public final class ModelInvocationJobs {
    private static final String JOBS = "/model-invocation-jobs";
    private static final String JOB = "/model-invocation-job";
    private static final int PAGE = 1_000;

    private final CallExecutor calls;
    private final Timeouts timeouts;

    public ModelInvocationJobs(CallExecutor calls, Timeouts timeouts) {
        this.calls = calls;
        this.timeouts = timeouts;
    }

    /**
     * Creates a job. It can be retried: its client token makes it one job.
     *
     * @param request with a {@code clientRequestToken}
     * @return the ARN
     */
    public String create(Json.Obj request) {
        byte[] body = request.toString().getBytes(StandardCharsets.UTF_8);
        String model = String.valueOf(request.string("modelId"));
        return String.valueOf(
                call("CreateModelInvocationJob", "POST", JOB, model, body).string("jobArn"));
    }

    public Json.Obj get(String arn) {
        String path = JOB + "/" + ModelPath.segment(arn);
        return call("GetModelInvocationJob", "GET", path, "", new byte[0]);
    }

    /**
     * Returns summaries, newest first.
     *
     * @param nameContains null for all
     */
    public List<Json.Obj> list(@Nullable String nameContains, int most) {
        var all = new ArrayList<Json.Obj>();
        String token = null;
        do {
            String path =
                    JOBS
                            + "?maxResults="
                            + Math.clamp(most, 1, PAGE)
                            + "&sortBy=CreationTime&sortOrder=Descending"
                            + (nameContains == null
                                    ? ""
                                    : "&nameContains=" + ModelPath.segment(nameContains))
                            + (token == null ? "" : "&nextToken=" + ModelPath.segment(token));
            Json.Obj page = call("ListModelInvocationJobs", "GET", path, "", new byte[0]);
            List<Json.Obj> found = ControlPlane.objects(page, "invocationJobSummaries");
            all.addAll(found);
            token = found.isEmpty() ? null : page.string("nextToken");
        } while (token != null && all.size() < most);
        return all.subList(0, Math.min(most, all.size()));
    }

    public void stop(String arn) {
        String path = JOB + "/" + ModelPath.segment(arn) + "/stop";
        call("StopModelInvocationJob", "POST", path, "", new byte[0]);
    }

    private Json.Obj call(
            String operation, String method, String path, String modelId, byte[] body) {
        return calls.call(
                        operation,
                        new ServiceRequest(
                                Service.CONTROL,
                                method,
                                path,
                                ServiceRequest.JSON,
                                modelId,
                                Map.of(),
                                body,
                                0,
                                timeouts,
                                new Cancellation()),
                        ControlPlane::object)
                .value();
    }
}
