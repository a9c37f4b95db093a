#include "process/pool.h"

#include <set>

#include "process/manager.h"
#include "python/print.h"
#include "python/threading.h"
#include "support/both_engines.h"

namespace interleave::testing {
namespace {

namespace mp = multiprocessing;

long square(long n) { return n * n; }
long subtract(long a, long b) { return a - b; }
long refuse(long n) {
  if (n == 3) throw ValueError("not 3");
  return n;
}
long slow_first(long n) {
  sleep(n == 0 ? 40 : 1);
  return n;
}
long die_at_two(long n) {
  if (n == 2) sleep(1000);
  return n;
}
long long_text(const std::string& text) { return static_cast<long>(text.size()); }

template <class T>
std::string joined(const std::vector<T>& values) {
  std::string all;
  for (const T& value : values) all += (all.empty() ? "" : " ") + to_text(value);
  return all;
}

void count_in(mp::DictProxy<std::string, long> words, mp::ListProxy<long> log, long from) {
  for (long i = 0; i < 3; ++i) {
    words.set("key" + to_text(from + i), i);
    log.append(from + i);
  }
}

const Row kRows[] = {
    {"map_keeps_the_order_of_the_input",
     [] {
       mp::Pool pool(3);
       print(joined(pool.map(square, std::vector<long>{2, 34, 85, 12, 8})));
       print(joined(pool.map(square, std::vector<long>{})));
       print(joined(pool.map(square, std::vector<long>{1, 2, 3, 4, 5, 6, 7}, 3)));
     },
     "4 1156 7225 144 64\n\n1 4 9 16 25 36 49\n"},
    {"apply_and_starmap",
     [] {
       mp::Pool pool(2, StartMethod::spawn);
       print(to_text(pool.apply(subtract, 7L, 5L)));
       const auto result = pool.apply_async(subtract, 1L, 2L);
       result.wait();
       print(to_text(result.ready()));
       print(to_text(result.successful()));
       print(to_text(result.get()));
       print(joined(pool.starmap(subtract, std::vector<std::tuple<long, long>>{{9, 1}, {9, 2}})));
     },
     "2\nTrue\nTrue\n-1\n8 7\n"},
    {"a_workers_exception_reaches_the_caller",
     [] {
       mp::Pool pool(2);
       const std::vector<long> items{1, 2, 3, 4};
       print(message_of([&] { pool.map(refuse, items); }));
       const auto result = pool.apply_async(refuse, 3L);
       result.wait();
       print(to_text(result.successful()));
       auto each = pool.imap(refuse, items);
       print(to_text(*each.next()));
       print(to_text(*each.next()));
       print(message_of([&] { each.next(); }));
       print(to_text(*each.next()));
       print(to_text(each.next().has_value()));
     },
     "ValueError: not 3\nFalse\n1\n2\nValueError: not 3\n4\nFalse\n"},
    {"unordered_gives_what_comes_first",
     [] {
       mp::Pool pool(2);
       auto results = pool.imap_unordered(slow_first, std::vector<long>{0, 1, 2});
       std::string all;
       while (const auto next = results.next()) all += to_text(*next);
       print(all);
       print(message_of([&] { pool.apply_async(slow_first, 0L).get(0.5); }));
     },
     "120\nTimeoutError\n"},
    {"close_and_join",
     [] {
       mp::Pool pool(2);
       print(message_of([&] { pool.join(); }));
       const auto result = pool.map_async(square, std::vector<long>{1, 2, 3});
       pool.close();
       print(message_of([&] { pool.apply(square, 1L); }));
       pool.join();
       print(joined(result.get()));
     },
     "ValueError: Pool is still running\nValueError: Pool not running\n1 4 9\n"},
    {"workers_have_names",
     [] {
       mp::Pool pool(1);
       const auto children = mp::active_children();
       print(children[0].name() + to_text(children[0].daemon()));
     },
     "ForkPoolWorker-1True\n"},
    {"a_worker_that_is_ended_answers_for_its_task_alone",
     [] {
       mp::Pool pool(2);
       auto results = pool.imap(die_at_two, std::vector<long>{1, 2, 3, 4});
       print(to_text(*results.next()));
       sleep(20);  // by then one of them works on 2
       for (mp::Process& worker : mp::active_children()) worker.terminate();
       const std::string what = message_of([&] { results.next(); });
       print(what.substr(0, what.find("ForkPool")) + what.substr(what.find(" ended")));
       print(to_text(*results.next()));
       print(to_text(*results.next()));
     },
     "1\nRuntimeError: the worker  ended in the middle of it, with exit code -15\n3\n4\n"},
    {"long_messages_both_ways",
     [] {
       mp::Pool pool(2);
       const std::vector<std::string> texts(5, std::string(100'000, 'x'));
       print(joined(pool.map(long_text, texts, 1)));
     },
     "100000 100000 100000 100000 100000\n"},
    {"a_managers_dict_and_list",
     [] {
       mp::Manager manager;
       auto words = manager.dict<std::string, long>();
       auto log = manager.list<long>();
       mp::Process one(Call(count_in, words, log, 0L), {.method = StartMethod::spawn});
       mp::Process other(Call(count_in, words, log, 10L), {.method = StartMethod::fork});
       one.start();
       one.join();
       other.start();
       other.join();
       print(joined(log.copy()));
       std::string all;
       for (const auto& [key, value] : words.items()) all += key + "=" + to_text(value) + " ";
       print(all);
       print(to_text(words.len()));
       print(to_text(words.contains("key1")));
       print(to_text(words.at("key2")));
       print(to_text(words.get("nothing", -1)));
       print(message_of([&] { words.at("nothing"); }));
       words.del("key2");
       print(to_text(log.pop()));
       print(message_of([&] { log.at(77); }));
       auto value = manager.value(1.5);
       value.set(2.5);
       print(to_text(value.get()));
       manager.shutdown();
       print(message_of([&] { words.len(); }));
     },
     "0 1 2 10 11 12\nkey0=0 key1=1 key2=2 key10=0 key11=1 key12=2 \n6\nTrue\n2\n-1\n"
     "KeyError: 'nothing'\n12\nIndexError: list index out of range\n2.5\n"
     "EOFError: the manager's process is gone\n"},
};

INTERLEAVE_PROCESS_TABLE(Pools, kRows);

}  // namespace
}  // namespace interleave::testing
