/**
 * What it costs to talk to Bedrock: a stub of it, a floor, and the measuring of clients, each in a
 * process of its own.
 */
package dev.outcrop.bench;
