/** Configuration file, aliases of models, and templates of questions. */
@NullMarked
package dev.outcrop.cli.config;

import org.jspecify.annotations.NullMarked;
