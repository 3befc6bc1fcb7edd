/**
 * Measures the cost of calling Bedrock: a stub of Bedrock, a baseline client, and the measurement
 * of clients, each in a separate process.
 */
package dev.outcrop.bench;
