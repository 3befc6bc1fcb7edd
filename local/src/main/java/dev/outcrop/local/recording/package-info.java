/**
 * What a service once answered: {@link dev.outcrop.local.recording.Recorder} keeps it, {@link
 * dev.outcrop.local.recording.Replay} says it again.
 *
 * <p>A recording is one JSON file: {@code format}, {@code method}, {@code path}, then {@code
 * request} with {@code headers} and {@code body}, and {@code response} with {@code status}, {@code
 * headers} and one of {@code body} (JSON), {@code bodyText} or {@code bodyBase64}. Headers are
 * lists of values by name. Other members are not read.
 */
@NullMarked
package dev.outcrop.local.recording;

import org.jspecify.annotations.NullMarked;
