package dev.outcrop.internal.aws.credentials.source;

import dev.outcrop.internal.aws.credentials.source.CredentialsHttp.Answer;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp.Ask;
import dev.outcrop.internal.retry.Sleeper;
import dev.outcrop.policy.Cancellation;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Sends a request, and retries it if the service is not available: three attempts within a second
 * or two.
 */
public final class RetryingCredentialsHttp {
    private static final int TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final CredentialsHttp http;
    private final Sleeper pause;

    public RetryingCredentialsHttp(CredentialsHttp http, Sleeper pause) {
        this.http = http;
        this.pause = pause;
    }

    /** Returns the response, with any status; the last one if all attempts failed. */
    public Answer send(Ask ask) throws IOException {
        return send(ask, TRIES, e -> true, answer -> true);
    }

    /**
     * Sends a request with other retry rules.
     *
     * @param tries the maximum number of attempts
     * @param again whether a failure is retried
     * @param complete whether a successful response contains the expected data
     */
    public Answer send(Ask ask, int tries, Predicate<IOException> again, Predicate<Answer> complete)
            throws IOException {
        Duration wait = FIRST_PAUSE;
        for (int tried = 1; ; tried++) {
            try {
                Answer answer = http.send(ask);
                boolean done =
                        answer.status() == 200 ? complete.test(answer) : !isTransient(answer);
                if (tried == tries || done) {
                    return answer;
                }
            } catch (IOException e) {
                if (tried == tries || !again.test(e) || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
            pause.sleep(wait, new Cancellation());
            Duration longer = wait.multipliedBy(4);
            wait = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
    }

    private static boolean isTransient(Answer answer) {
        return answer.status() >= 500
                || answer.status() == 429
                || ServiceErrorText.code(answer).equals("IDPCommunicationError");
    }
}
