// lru_cache against CPython 3.11's: counts, what is kept and what makes room, types, threads.
#include "python/functools.h"

#include "python/print.h"
#include "python/threading.h"
#include "support/both_engines.h"

namespace interleave::testing {
namespace {

using Info = CacheInfo;
using IntCache = LruCache<long, long>;

long square(long n) { return n * n; }

const Row kRows[] = {
    {"counts_hits_and_misses",
     [] {
       IntCache f("f", square, {.maxsize = std::nullopt});
       for (const long n : {4, 2, 4, 4, 3}) f(n);
       print(f.cache_info().repr());
     },
     "CacheInfo(hits=2, misses=3, maxsize=None, currsize=3)\n"},
    {"128_fit_where_nothing_is_said",
     [] {
       IntCache f("f", square);
       print(f.cache_info().repr());
       print(to_text(*f.cache_parameters().maxsize) + to_text(f.cache_parameters().typed));
     },
     "CacheInfo(hits=0, misses=0, maxsize=128, currsize=0)\n128False\n"},
    {"the_one_not_asked_for_for_longest_makes_room",
     [] {
       IntCache f("f", square, {.maxsize = 2});
       for (const long n : {1, 2, 1, 3}) f(n);  // 2 goes
       f(1);
       print(f.cache_info().repr());
       f(2);
       print(f.cache_info().repr());
     },
     "CacheInfo(hits=2, misses=3, maxsize=2, currsize=2)\n"
     "CacheInfo(hits=2, misses=4, maxsize=2, currsize=2)\n"},
    {"in_turn_with_too_little_room_nothing_is_ever_found",
     [] {
       IntCache f("f", square, {.maxsize = 2});
       for (int round = 0; round < 3; ++round) {
         for (const long n : {1, 2, 3}) f(n);
       }
       print(f.cache_info().repr());
     },
     "CacheInfo(hits=0, misses=9, maxsize=2, currsize=2)\n"},
    {"none_is_kept_with_maxsize_0_or_less",
     [] {
       for (const long maxsize : {0, -1}) {
         IntCache f("f", square, {.maxsize = maxsize});
         f(1), f(1);
         print(f.cache_info().repr());
       }
     },
     "CacheInfo(hits=0, misses=2, maxsize=0, currsize=0)\n"
     "CacheInfo(hits=0, misses=2, maxsize=0, currsize=0)\n"},
    {"clear_forgets_everything",
     [] {
       IntCache f("f", square);
       f(1), f(1);
       f.cache_clear();
       print(f.cache_info().repr());
       f(1);
       print(f.cache_info().repr());
     },
     "CacheInfo(hits=0, misses=0, maxsize=128, currsize=0)\n"
     "CacheInfo(hits=0, misses=1, maxsize=128, currsize=1)\n"},
    {"equal_numbers_are_one_argument_unless_typed",
     [] {
       for (const bool typed : {false, true}) {
         LruCache<std::string, Value, long> f("f", [](const Value& v, long) { return repr(v); },
                                              {.typed = typed});
         const std::vector<Value> all{3L, 3.0, "3", true, 1L, 1.0};
         for (const Value& it : all) print(f(it, 0), {.end = " "});
         print(f.cache_info().repr());
       }
     },
     "3 3 '3' True True True CacheInfo(hits=3, misses=3, maxsize=128, currsize=3)\n"
     "3 3.0 '3' True 1 1.0 CacheInfo(hits=0, misses=6, maxsize=128, currsize=6)\n"},
    {"alone_an_int_is_no_other_number",
     [] {
       LruCache<std::string, Value> f("f", [](const Value& v) { return repr(v); });
       const std::vector<Value> all{3L, 3.0, true, 1L, 1.0};
       for (const Value& it : all) print(f(it), {.end = " "});
       print(f.cache_info().repr());
     },
     "3 3.0 True 1 True CacheInfo(hits=1, misses=4, maxsize=128, currsize=4)\n"},
    {"several_arguments_are_one_key",
     [] {
       LruCache<std::string, std::string, long> f(
           "f", [](const std::string& a, long b) { return a + std::to_string(b); });
       print(f("1", 23) + f("12", 3) + f("1", 23));
       print(f.cache_info().repr());
     },
     "123123123\nCacheInfo(hits=1, misses=2, maxsize=128, currsize=2)\n"},
    {"a_call_that_throws_is_a_miss_and_nothing_is_kept",
     [] {
       IntCache f("f", [](long n) -> long {
         if (n < 0) throw ValueError("negative");
         return n;
       });
       print(message_of([&] { f(-1); }));
       print(message_of([&] { f(-1); }));
       print(f.cache_info().repr());
     },
     "ValueError: negative\nValueError: negative\n"
     "CacheInfo(hits=0, misses=2, maxsize=128, currsize=0)\n"},
    {"a_cached_function_may_call_itself",
     [] {
       std::function<long(long)> fib;
       IntCache cached("fib", [&](long n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); },
                       {.maxsize = std::nullopt});
       fib = [&](long n) { return cached(n); };
       print(to_text(fib(30)));
       print(cached.cache_info().repr());
     },
     "832040\nCacheInfo(hits=28, misses=31, maxsize=None, currsize=31)\n"},
    {"threads_that_miss_at_once_all_compute",
     [] {
       Barrier both(2);
       IntCache f("f", [&](long n) {
         both.wait();
         return n;
       });
       Thread one("one", [&] { f(1); });
       Thread two("two", [&] { f(1); });
       one.start(), two.start();
       one.join(), two.join();
       print(f.cache_info().repr());
     },
     "CacheInfo(hits=0, misses=2, maxsize=128, currsize=1)\n"},
};
INTERLEAVE_TABLE(FunctoolsTable, kRows);

TEST(Functools, WhatACacheDoesIsTold) {
  const RunRecord run = run_default([] {
    IntCache f("f", square, {.maxsize = 1});
    f(1), f(1), f(2);
  });
  std::vector<std::string> told;
  for (const Kind kind : {Kind::hit, Kind::miss, Kind::keep, Kind::evict}) {
    for (const Told& it : run.of(kind)) {
      told.push_back(it.text + " " + std::to_string(it.event.value));
    }
  }
  EXPECT_EQ(told, (std::vector<std::string>{"1 1", "1 1", "2 2", "1 1", "2 1", "1 0"}));
}

}  // namespace
}  // namespace interleave::testing
