/** What the inner parts cost, by JMH. */
package dev.outcrop.bench.micro;
