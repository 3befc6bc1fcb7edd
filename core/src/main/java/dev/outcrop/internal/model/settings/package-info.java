/**
 * What a model is asked with: parameters and other settings, what it refuses, and how they are
 * saved.
 */
@NullMarked
package dev.outcrop.internal.model.settings;

import org.jspecify.annotations.NullMarked;
