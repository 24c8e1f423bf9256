package org.tutela.web.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ThrottleTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Throttle throttle = new Throttle(now::get);

    @Test
    void waitsLongerWithEveryMissAfterTheFifth() {
        for (int i = 0; i < 4; i++) {
            throttle.miss("user ina");
            assertFalse(throttle.waits("user ina"));
        }
        throttle.miss("user ina");
        assertTrue(throttle.waits("user ina"));
        assertFalse(throttle.waits("user ana"));
        now.updateAndGet(time -> time.plusSeconds(2));
        assertFalse(throttle.waits("user ina"));
        for (int i = 0; i < 60; i++) {
            throttle.miss("user ina");
        }
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(14)));
        assertTrue(throttle.waits("user ina"));
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(2)));
        assertFalse(throttle.waits("user ina"));
    }

    @Test
    void forgetsAfterARightPassword() {
        for (int i = 0; i < 9; i++) {
            throttle.miss("user ina");
        }
        throttle.clear("user ina");
        assertFalse(throttle.waits("user ina"));
    }
}
