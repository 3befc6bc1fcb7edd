package dev.outcrop.internal.job;

import dev.outcrop.batch.BatchJobs.Job;
import dev.outcrop.batch.BatchJobs.Result;
import dev.outcrop.internal.s3.S3Access;
import dev.outcrop.internal.s3.S3Bucket;
import dev.outcrop.internal.s3.S3Uri;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The output of a job, as it is read. Of records with the same id, the first one counts. */
final class JobResults {
    private static final String OUTPUT = ".jsonl.out";
    private static final int MOST_FILES = 10_000;

    /** An answer of a model is shorter; what is longer is not one. */
    private static final int LONGEST_LINE = 64 << 20;

    private JobResults() {}

    static Stream<Result> of(Job job, S3Access s3) {
        S3Uri output = S3Uri.of(job.outputUri()).resolve(job.id() + "/");
        S3Bucket bucket = s3.bucket(output.bucket());
        Set<String> seen = new HashSet<>();
        return bucket.list(output.key(), MOST_FILES).stream()
                .filter(object -> object.key().endsWith(OUTPUT))
                .flatMap(object -> lines(bucket, object.key()))
                .filter(line -> !line.isBlank())
                .map(JobReader::result)
                .filter(result -> result.recordId().isEmpty() || seen.add(result.recordId()));
    }

    private static Stream<String> lines(S3Bucket bucket, String key) {
        return StreamSupport.stream(new Lines(bucket.get(key)), false);
    }

    /** Lines of a limited length. */
    private static final class Lines extends AbstractSpliterator<String> {
        private final InputStream in;
        private final byte[] buffer = new byte[1 << 16];
        private int at;
        private int end;

        Lines(InputStream in) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.in = in;
        }

        @Override
        public boolean tryAdvance(Consumer<? super String> action) {
            var line = new ByteArrayOutputStream();
            boolean any = false;
            try {
                while (true) {
                    if (at == end) {
                        end = in.read(buffer);
                        at = 0;
                        if (end <= 0) {
                            end = 0;
                            if (any) {
                                action.accept(line.toString(StandardCharsets.UTF_8));
                            }
                            return any;
                        }
                    }
                    any = true;
                    int start = at;
                    while (at < end && buffer[at] != '\n') {
                        at++;
                    }
                    if (line.size() <= LONGEST_LINE) {
                        line.write(buffer, start, at - start);
                    }
                    if (at < end) {
                        at++;
                        action.accept(line.toString(StandardCharsets.UTF_8));
                        return true;
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
