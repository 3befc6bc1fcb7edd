/**
 * Settings that apply to all calls: timeouts, retries, rate limits, cancellation, observers, proxy,
 * TLS.
 */
@NullMarked
package dev.outcrop.policy;

import org.jspecify.annotations.NullMarked;
