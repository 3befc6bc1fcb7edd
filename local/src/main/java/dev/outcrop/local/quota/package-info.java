/**
 * Quotas: {@link dev.outcrop.local.quota.QuotaEngine} refuses what is too much, as Bedrock does.
 */
@NullMarked
package dev.outcrop.local.quota;

import org.jspecify.annotations.NullMarked;
