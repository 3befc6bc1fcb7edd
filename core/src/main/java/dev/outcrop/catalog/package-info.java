/**
 * Models by their ids: families, limits, prices.
 *
 * <p>Start at {@link dev.outcrop.catalog.Catalog#standard()}.
 */
@NullMarked
package dev.outcrop.catalog;

import org.jspecify.annotations.NullMarked;
