/**
 * Records and replays the responses of a service: {@link dev.outcrop.local.recording.Recorder} and
 * {@link dev.outcrop.local.recording.Replay}.
 *
 * <p>A recording is one JSON file: {@code format}, {@code method}, {@code path}, then {@code
 * request} with {@code headers} and {@code body}, and {@code response} with {@code status}, {@code
 * headers} and one of {@code body} (JSON), {@code bodyText} or {@code bodyBase64}. Headers are
 * lists of values by name. Other members are ignored.
 */
@NullMarked
package dev.outcrop.local.recording;

import org.jspecify.annotations.NullMarked;
