/** JUnit support: {@link dev.outcrop.local.junit.LocalBedrockTest}. */
@NullMarked
package dev.outcrop.local.junit;

import org.jspecify.annotations.NullMarked;
