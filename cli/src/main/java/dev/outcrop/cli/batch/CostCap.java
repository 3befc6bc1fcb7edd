package dev.outcrop.cli.batch;

import dev.outcrop.catalog.Cost;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the cost of a run below a limit: a record begins only if it and those in progress can each
 * cost as much as the dearest one so far. Until one has ended, one is in progress. Safe for any
 * number of threads.
 */
final class CostCap {
    /** Not a monitor, because virtual threads wait for it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();
    private final @Nullable BigDecimal most;
    private BigDecimal spent; // guarded by lock
    private BigDecimal dearest = BigDecimal.ZERO; // guarded by lock
    private int active; // guarded by lock
    private int ended; // guarded by lock
    private boolean reached; // guarded by lock
    private boolean unknown; // guarded by lock

    /**
     * @param most null for no limit
     * @param spent what earlier runs cost
     */
    CostCap(@Nullable BigDecimal most, BigDecimal spent) {
        this.most = most;
        this.spent = spent;
    }

    /** Waits until a record may begin; false if the limit is reached, or the thread interrupted. */
    boolean begin() {
        lock.lock();
        try {
            return begun();
        } finally {
            lock.unlock();
        }
    }

    private boolean begun() {
        while (most != null && !reached && (ended == 0 ? active > 0 : active > 0 && !fits())) {
            try {
                changed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        if (most != null && (reached || unknown || !fits())) {
            reached = true;
            changed.signalAll();
            return false;
        }
        active++;
        return true;
    }

    private boolean fits() {
        BigDecimal planned = spent.add(dearest.multiply(BigDecimal.valueOf(active + 1L)));
        return most == null || (planned.compareTo(most) <= 0 && spent.compareTo(most) < 0);
    }

    /** Records the end of a record. */
    void end(Cost cost) {
        lock.lock();
        try {
            active--;
            ended++;
            spent = spent.add(cost.usd());
            dearest = dearest.max(cost.usd());
            unknown |= !cost.isKnown();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isReached() {
        lock.lock();
        try {
            return reached;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the limit cannot be kept, because prices are not known. */
    boolean isUnknown() {
        lock.lock();
        try {
            return most != null && unknown;
        } finally {
            lock.unlock();
        }
    }

    BigDecimal spent() {
        lock.lock();
        try {
            return spent;
        } finally {
            lock.unlock();
        }
    }
}
