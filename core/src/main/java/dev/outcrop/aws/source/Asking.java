package dev.outcrop.aws.source;

import dev.outcrop.aws.source.CredentialsHttp.Answer;
import dev.outcrop.aws.source.CredentialsHttp.Ask;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.retry.Pause;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Asks a service, and again if it was not there: three times within a second or two. */
final class Asking {
    private static final int TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final CredentialsHttp http;
    private final Pause pause;

    Asking(CredentialsHttp http, Pause pause) {
        this.http = http;
        this.pause = pause;
    }

    /** The answer, whatever its status; the last one where all tries failed. */
    Answer send(Ask ask) throws IOException {
        Duration wait = FIRST_PAUSE;
        for (int tried = 1; ; tried++) {
            try {
                Answer answer = http.send(ask);
                if (tried == TRIES || !isTransient(answer)) {
                    return answer;
                }
            } catch (IOException e) {
                if (tried == TRIES || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
            pause.sleep(wait, new Cancellation());
            wait = wait.multipliedBy(4);
        }
    }

    /** Once; for what is asked of every machine, and answered on few. */
    Answer once(String method, URI uri, Map<String, String> headers, Duration timeout)
            throws IOException {
        return http.send(new Ask(method, uri, headers, new byte[0], timeout, true));
    }

    private static boolean isTransient(Answer answer) {
        return answer.status() >= 500
                || answer.status() == 429
                || Said.code(answer).equals("IDPCommunicationError");
    }
}
