// Small programs whose executions the literature has counted.
#pragma once

#include <functional>

namespace interleave::testing {

using Body = std::function<void()>;

// Every thread reads a counter and writes one more, `times` times, without a lock.
void racy_counter(int threads, int times);
// The same inside a lock, the counter being no shared value of its own: the lock is all that shows.
void locked_counter(int threads, int times);
void fetch_add(int threads);
void independent_writes(int threads, int times);
void store_buffering();
void abba();
void philosophers(int count, bool ordered);
void readers(int count);
// Threads 1 to n: a[i] = a[i - 1] + 1. Thread 0 looks for the last element that is 0.
void last_zero(int count);
// `consumers` threads wait until a flag is set, one sets it and notifies all or one.
void waiting_consumers(int consumers, bool all);
void lost_wakeup();
void bounded_buffer(int items);
// Two producers and two consumers of one item each share one condition and notify one.
void one_condition();
void semaphore_as_lock(int threads);
void fifo(int items, int capacity);
void two_queues();
// One thread checks a flag without the lock and then waits; the other sets it and notifies.
void check_then_wait();

}  // namespace interleave::testing
