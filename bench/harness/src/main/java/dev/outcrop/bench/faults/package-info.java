/**
 * What becomes of a call when something goes wrong: each client, in a process of its own, is asked
 * through the same faults, and judged by the same rule.
 */
package dev.outcrop.bench.faults;
