package dev.warder.stepup;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Lets one attempt of a person be judged at a time, so that the count of wrong ones is exact. Many
/// persons share a lock, which costs a wait and nothing else.
final class Locks {
  private final ReentrantLock[] stripes = new ReentrantLock[64];

  Locks() {
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = new ReentrantLock();
    }
  }

  <T> T alone(String identity, Supplier<T> work) {
    ReentrantLock lock = stripes[Math.floorMod(identity.hashCode(), stripes.length)];
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
