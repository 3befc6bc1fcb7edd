/** A second HTTP client, the JDK's, to compare the library's own connections with. */
package dev.outcrop.it.jdk;
