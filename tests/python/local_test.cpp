#include "python/local.h"

#include <memory>

#include "python/print.h"
#include "python/threading.h"
#include "support/both_engines.h"

namespace interleave::testing {
namespace {

const Row kRows[] = {
    {"everybody_has_a_value_of_its_own",
     [] {
       Local<int> number("x");
       Barrier both(2);
       number.set(1);
       print(message_of([&] { number.del(), number.get(); }));
       number.set(2);
       Thread other("other", [&] {
         print(message_of([&] { number.get(); }));
         print(message_of([&] { number.del(); }));
         number.set(7);
         both.wait();
         both.wait();
         print(to_text(number.get()));
       });
       other.start();
       both.wait();
       print(to_text(number.get()) + to_text(number.has()));
       number.set(3);
       both.wait();
       other.join();
       print(to_text(number.get()));
     },
     "AttributeError: '_thread._local' object has no attribute 'x'\n"
     "AttributeError: '_thread._local' object has no attribute 'x'\n"
     "AttributeError: '_thread._local' object has no attribute 'x'\n2True\n7\n3\n"},
    {"many_at_once",
     [] {
       Local<std::string> name;
       Shared<int> wrong(0);
       std::vector<Thread> threads;
       for (int i = 0; i < 8; ++i) {
         threads.emplace_back("body", [&] {
           name.set(current_thread_name());
           for (int n = 0; n < 20; ++n) {
             if (name.get() != current_thread_name()) wrong.fetch_add(1);
           }
         });
       }
       for (Thread& thread : threads) thread.start();
       for (Thread& thread : threads) thread.join();
       print(to_text(wrong.read()) + to_text(name.has()));
     },
     "0False\n"},
};
INTERLEAVE_TABLE(LocalTable, kRows);

}  // namespace
}  // namespace interleave::testing
