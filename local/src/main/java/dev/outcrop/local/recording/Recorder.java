package dev.outcrop.local.recording;

import dev.outcrop.local.authentication.LocalCredentials;
import dev.outcrop.local.recording.Recording.Asked;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.IncomingRequest;
import dev.outcrop.local.wire.RequestHandler;
import dev.outcrop.local.wire.ResponseOutput;
import dev.outcrop.local.wire.ServiceError;
import dev.outcrop.local.wire.StreamCut;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Forwards requests to a service, returns its answers as they arrive, and records both. Credentials
 * are not recorded: of a request's headers, only its content types are. Bodies are recorded
 * unchanged.
 *
 * <p>An API key (a bearer token) is forwarded unchanged. A signature is valid only for the host
 * name that it was made for, which is the emulator's: {@link #signing} replaces it, with keys of
 * the recorder's owner.
 *
 * <p>Only operations that change nothing are forwarded: calls of models and guardrails, and those
 * that read models, inference profiles, guardrails, jobs and stored responses. Anyone who can send
 * requests to a recorder that signs uses its owner's account: set {@link
 * dev.outcrop.local.LocalBedrock.Builder#credentials credentials} of the emulator too.
 *
 * <p>Only complete answers are recorded. If the folder is not writable, nothing is forwarded; if a
 * recording is lost later, the log and {@link #close} report it. Safe for several threads.
 */
public final class Recorder implements RequestHandler, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Recorder.class.getName());
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** A client may close after the last event, before the answer has ended here. */
    private static final Duration LAST_EVENTS = Duration.ofSeconds(1);

    private static final Duration WRITING = Duration.ofSeconds(10);

    private static final int PIECE = 16 << 10;
    private static final int END = -1;
    private static final int BROKEN = -2;
    private static final int MOST_KEPT = 64 << 20;

    private final RecordedEndpoints endpoints;
    private final RecordingFiles files;
    private final HttpClient client;
    private final @Nullable RecordingSigner signer;

    private Recorder(
            RecordedEndpoints endpoints,
            RecordingFiles files,
            HttpClient client,
            @Nullable RecordingSigner signer) {
        this.endpoints = endpoints;
        this.files = files;
        this.client = client;
        this.signer = signer;
    }

    private static HttpClient client(URI service) {
        return HttpClient.newBuilder()
                .version(
                        "https".equals(service.getScheme())
                                ? HttpClient.Version.HTTP_2
                                : HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    /**
     * Creates a recorder between the emulator and a service.
     *
     * @param service the URL that requests are forwarded to, such as {@code
     *     https://bedrock-runtime.eu-west-1.amazonaws.com}. With such a host of AWS, requests of
     *     the control plane and of {@code bedrock-mantle} go to the endpoints of the same region
     * @param folder the folder for recordings; created if it does not exist
     * @throws IOException if the folder cannot be created
     */
    public static Recorder of(URI service, Path folder) throws IOException {
        return new Recorder(
                RecordedEndpoints.of(service), new RecordingFiles(folder), client(service), null);
    }

    /**
     * Returns this recorder with another URL for the control plane: lists of models, profiles,
     * guardrails and jobs. Close either of the two.
     */
    public Recorder control(URI control) {
        return new Recorder(endpoints.withControl(control), files, client, signer);
    }

    /**
     * Returns this recorder with another URL for {@code bedrock-mantle}: paths below {@code /v1},
     * and requests to the host {@code bedrock-mantle.localhost}. Close either of the two.
     */
    public Recorder mantle(URI mantle) {
        return new Recorder(endpoints.withMantle(mantle), files, client, signer);
    }

    /**
     * Returns this recorder with signing: requests without an API key are signed for the service.
     * Close either of the two.
     *
     * @param credentials called for every request; what it throws is sent to the client as an error
     * @param region of the service: {@code eu-west-1}
     */
    public Recorder signing(Supplier<LocalCredentials> credentials, String region) {
        return new Recorder(
                endpoints,
                files,
                client,
                new RecordingSigner(credentials, region, InstantSource.system()));
    }

    /** Whether this recorder signs requests, as {@link #signing} configures. */
    @Override
    public boolean signsRequests() {
        return signer != null;
    }

    @Override
    public boolean serve(IncomingRequest request, String requestId, ResponseOutput out)
            throws IOException {
        ForwardedRequests.check(request);
        RecordedEndpoints.Target target = endpoints.of(request);
        Map<String, String> proof = signer == null ? Map.of() : signer.headers(request, target);
        HttpRequest passedOn = passedOn(request, target.url(), proof);
        try (RecordingFiles.Draft draft = draft()) {
            HttpResponse<InputStream> response;
            try {
                response = client.send(passedOn, BodyHandlers.ofInputStream());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                out.cut(StreamCut.CLOSE);
                return true;
            } catch (IOException e) {
                throw ServiceError.of(
                        "ServiceUnavailableException",
                        "The local Bedrock emulator cannot reach " + target.url().getHost() + ".");
            }
            serve(request, response, proof, draft, out);
        }
        return true;
    }

    private void serve(
            IncomingRequest request,
            HttpResponse<InputStream> response,
            Map<String, String> proof,
            RecordingFiles.Draft draft,
            ResponseOutput out)
            throws IOException {
        Map<String, String> headers = headers(response);
        out.head(response.statusCode(), headers);
        var kept = new ByteArrayOutputStream();
        if (!passedBack(response.body(), kept, out)) {
            draft.close();
            out.cut(StreamCut.CLOSE);
            return;
        }
        try {
            if (kept.size() > MOST_KEPT) {
                throw new IOException("the answer is larger than " + MOST_KEPT + " bytes");
            }
            Bytes body =
                    new CredentialHeaders(request, proof).takenOut(Bytes.of(kept.toByteArray()));
            keep(request, response.statusCode(), headers, body, draft);
        } catch (IOException e) {
            lost(e);
        }
        out.end(Bytes.NONE);
    }

    /** Fails before anything is sent: an answer that cannot be recorded would still cost money. */
    private RecordingFiles.Draft draft() {
        try {
            return files.open();
        } catch (IOException e) {
            throw ServiceError.of(
                    "InternalServerException",
                    "The local Bedrock emulator cannot record: the directory "
                            + files.folder()
                            + " is not writable ("
                            + e.getClass().getSimpleName()
                            + "). This request was not forwarded.");
        }
    }

    /**
     * The client has its answer by then, so the owner is told: in the log at once, and at the end.
     */
    private void lost(IOException e) {
        LOG.log(
                System.Logger.Level.ERROR,
                "Cannot write a recording to {0}: {1}",
                files.folder(),
                e);
        files.lost(e);
    }

    /**
     * Closes the connections to the service. Recordings of answers that the client has are written
     * first: this waits for them, up to ten seconds; an answer that has not ended within one second
     * is not recorded.
     *
     * @throws UncheckedIOException if recordings could not be written since the last call
     */
    @Override
    public void close() {
        files.awaitNone(LAST_EVENTS);
        client.shutdownNow();
        files.awaitNone(WRITING);
        files.reportLost();
    }

    private HttpRequest passedOn(IncomingRequest request, URI service, Map<String, String> proof) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(target(request, service))
                        .method(
                                request.method(),
                                request.body().size() == 0
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(request.body().toArray()));
        request.headers()
                .forEach(
                        (name, values) -> {
                            if (HeaderFilter.passedOn(name)
                                    && (signer == null || !signer.replaces(request, name))) {
                                values.forEach(value -> builder.header(name, value));
                            }
                        });
        proof.forEach(builder::header);
        return builder.build();
    }

    private static URI target(IncomingRequest request, URI service) {
        try {
            return URI.create(service.toString().replaceAll("/+$", "") + request.target());
        } catch (IllegalArgumentException e) {
            throw ServiceError.validation("Cannot forward this path: it is not a URI.");
        }
    }

    private static Map<String, String> headers(HttpResponse<?> response) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.headers()
                .map()
                .forEach(
                        (name, values) -> {
                            if (HeaderFilter.passedOn(name) && !name.startsWith(":")) {
                                headers.put(name, String.join(", ", values));
                            }
                        });
        return headers;
    }

    /**
     * Returns the answer piece by piece as it arrives, except its end.
     *
     * @return whether the answer is complete
     */
    private static boolean passedBack(
            InputStream in, ByteArrayOutputStream kept, ResponseOutput out) throws IOException {
        byte[] piece = new byte[PIECE];
        try (in) {
            for (int length; (length = read(in, piece)) != END; ) {
                if (length == BROKEN) {
                    return false;
                }
                out.write(Bytes.of(piece).first(length));
                if (kept.size() <= MOST_KEPT) {
                    kept.write(piece, 0, length);
                }
            }
        }
        return true;
    }

    private static int read(InputStream in, byte[] piece) {
        try {
            return in.read(piece);
        } catch (IOException e) {
            return BROKEN;
        }
    }

    private static void keep(
            IncomingRequest request,
            int status,
            Map<String, String> headers,
            Bytes body,
            RecordingFiles.Draft draft)
            throws IOException {
        Map<String, List<String>> kept = new TreeMap<>(request.headers());
        kept.keySet().removeIf(name -> !HeaderFilter.keptOfARequest(name));
        Map<String, String> said = new TreeMap<>(headers);
        said.keySet().removeIf(name -> !HeaderFilter.fromTheService(name));
        Asked asked = Asked.of(request.method(), request.target(), request.body());
        String operation = request.path().substring(request.path().lastIndexOf('/') + 1);
        String name = operation.replaceAll("[^A-Za-z0-9-]", "_");
        draft.save(name, new Recording(name, asked, status, said, body).toJson(kept));
    }
}
