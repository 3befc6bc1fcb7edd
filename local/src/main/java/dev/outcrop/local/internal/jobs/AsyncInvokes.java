package dev.outcrop.local.internal.jobs;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.catalog.Catalog;
import dev.outcrop.local.internal.control.QueryString;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * StartAsyncInvoke and the related operations, for models that make videos. Invocations are updated
 * by the clock when they are read. Safe for several threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_StartAsyncInvoke.html">StartAsyncInvoke</a>
 */
public final class AsyncInvokes {
    private static final int MOST = 1_000;

    private final Consumer<String> modelCheck;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final @Nullable LocalBuckets buckets;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<AsyncInvocation> invocations = new ArrayList<>(); // guarded by lock

    /**
     * Creates an empty list of invocations.
     *
     * @param modelCheck rejects the id of a model that does not exist
     * @param folder used in place of S3; null for none
     */
    public AsyncInvokes(
            Consumer<String> modelCheck,
            InstantSource clock,
            RandomGenerator random,
            @Nullable Path folder) {
        this.modelCheck = modelCheck;
        this.clock = clock;
        this.random = random;
        this.buckets = folder == null ? null : new LocalBuckets(folder);
    }

    /** Starts an invocation for a request that passed validation of its shape. */
    public Json start(Json.Obj request) {
        return locked(() -> started(request));
    }

    private Json started(Json.Obj request) {
        LocalBuckets folder = Jobs.folder(buckets);
        String modelId = String.valueOf(request.string("modelId"));
        modelCheck.accept(modelId);
        VideoModel model = VideoModel.of(Catalog.bare(modelId));
        if (!(request.get("modelInput") instanceof Json.Obj input)) {
            throw ServiceError.validation("The modelInput is not a JSON object.");
        }
        model.check(input);
        String token = request.string("clientRequestToken");
        for (AsyncInvocation earlier : invocations) {
            if (token != null && token.equals(earlier.clientToken())) {
                if (!earlier.request().equals(request)) {
                    throw ServiceError.of(
                            "ConflictException",
                            "The clientRequestToken was used with other parameters.");
                }
                return answer(earlier);
            }
        }
        if (invocations.size() >= MOST) {
            throw ServiceError.of("ServiceQuotaExceededException", "Too many invocations.");
        }
        var invocation = new AsyncInvocation(Jobs.newId(random), request, clock.instant());
        folder.path(invocation.folder());
        invocations.add(invocation);
        return answer(invocation);
    }

    private static Json answer(AsyncInvocation invocation) {
        return Json.EMPTY.with("invocationArn", Json.of(invocation.arn()));
    }

    public Json one(String arn) {
        return locked(
                () -> {
                    for (AsyncInvocation invocation : invocations) {
                        if (invocation.arn().equals(arn)) {
                            return advanced(invocation).json();
                        }
                    }
                    throw ServiceError.validation("The provided invocation ARN does not exist.");
                });
    }

    public Json list(QueryString query) {
        return locked(() -> listed(query));
    }

    private Json listed(QueryString query) {
        Instant after = query.instant("submitTimeAfter", Instant.MIN);
        Instant before = query.instant("submitTimeBefore", Instant.MAX);
        List<AsyncInvocation> wanted =
                invocations.stream()
                        .map(this::advanced)
                        .filter(each -> query.allows("statusEquals", each.status()))
                        .filter(each -> !each.submitted().isBefore(after))
                        .filter(each -> !each.submitted().isAfter(before))
                        .sorted(Comparator.comparing(AsyncInvocation::submitted))
                        .toList();
        boolean ascending = "Ascending".equals(query.get("sortOrder"));
        return query.page(ascending ? wanted : wanted.reversed())
                .json("asyncInvokeSummaries", AsyncInvocation::json);
    }

    private AsyncInvocation advanced(AsyncInvocation invocation) {
        Instant now = clock.instant();
        if (invocation.isDue(now)) {
            String modelId = Catalog.bare(String.valueOf(invocation.request().string("modelId")));
            Json.Obj input = invocation.request().object("modelInput");
            try {
                Path folder = Jobs.folder(buckets).path(invocation.folder());
                VideoModel.of(modelId).write(input, folder, invocation.folder());
                invocation.end(null, now);
            } catch (IOException e) {
                invocation.end("The result could not be written to the bucket.", now);
            }
        }
        return invocation;
    }

    private <T> T locked(Supplier<T> what) {
        lock.lock();
        try {
            return what.get();
        } finally {
            lock.unlock();
        }
    }
}
