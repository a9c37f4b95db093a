#include "sync/buffer.h"

#include "python/print.h"
#include "python/threading.h"
#include "support/both_engines.h"

namespace interleave::testing {
namespace {

const Row kRows[] = {
    {"does_not_wait_and_has_no_bound",
     [] {
       Buffer<std::string> buffer(1);
       buffer.append("a"), buffer.append("b");
       print(to_text(buffer.len()));
       print(buffer.popleft());
       print(buffer.popleft());
       print(message_of([&] { buffer.popleft(); }));
     },
     "2\na\nb\nIndexError: pop from an empty deque\n"},
    {"loses_nothing_between_threads",
     [] {
       Buffer<int> buffer;
       std::vector<Thread> threads;
       for (int i = 0; i < 3; ++i) {
         threads.emplace_back("worker", [&] {
           for (int n = 0; n < 20; ++n) buffer.append(n);
         });
         threads.back().start();
       }
       for (Thread& thread : threads) thread.join();
       print(to_text(buffer.len()));
     },
     "60\n"},
};
INTERLEAVE_TABLE(BufferTable, kRows);

TEST(Buffer, TellsItsCapacityItemsAndSizes) {
  const RunRecord run = run_default([] {
    Buffer<int> buffer(5, "buffer");
    buffer.append(7), buffer.append(8);
    buffer.popleft();
    buffer.len();
    buffer.popleft();
    EXPECT_THROW(buffer.popleft(), IndexError);
  });
  EXPECT_EQ(run.of(Kind::object).at(0).event.value, 5);
  std::string told;
  for (const auto& [event, text] : run.events) {
    if (event.kind == Kind::put) told += "put ";
    if (event.kind == Kind::get) told += "get ";
    if (event.kind == Kind::read) told += "len ";
    if (event.object != 0 && event.kind != Kind::object) {
      told += text + ":" + std::to_string(event.value) + " ";
    }
  }
  EXPECT_EQ(told, "put 7:1 put 8:2 get 7:1 len :1 get 8:0 get :0 ");
  EXPECT_EQ(run.shapes(Kind::get, "buffer", 0), "done done failed");
}

}  // namespace
}  // namespace interleave::testing
