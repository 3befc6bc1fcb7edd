/** JMH benchmarks of internal parts. */
package dev.outcrop.bench.micro;
