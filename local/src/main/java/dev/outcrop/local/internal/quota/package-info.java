/**
 * Quotas: {@link dev.outcrop.local.internal.quota.QuotaEngine} rejects calls beyond them, as
 * Bedrock does.
 */
@NullMarked
package dev.outcrop.local.internal.quota;

import org.jspecify.annotations.NullMarked;
