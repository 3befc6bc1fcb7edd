/**
 * Quotas: {@link dev.outcrop.local.quota.QuotaEngine} rejects calls beyond them, as Bedrock does.
 */
@NullMarked
package dev.outcrop.local.quota;

import org.jspecify.annotations.NullMarked;
