/**
 * Compares failure behaviour: each client, in a separate process, is called with the same faults
 * and judged by the same rule.
 */
package dev.outcrop.bench.faults;
