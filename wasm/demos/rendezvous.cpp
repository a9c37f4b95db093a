#include "demo.h"
#include "python/print.h"
#include "python/threading.h"

using namespace interleave;

namespace {

constexpr OneOf kVariant{.name = "variant",
                         .label = "Variant",
                         .standard = "nobody waits",
                         .choices = {"nobody waits", "wait, then tell", "tell, then wait"}};

void meet(Semaphore& mine, Semaphore& theirs, const char* name, const std::string& variant) {
  print(format("{} arrives\n", name), {.end = ""});
  if (variant == "wait, then tell") {
    theirs.acquire();
    mine.release();
  } else if (variant == "tell, then wait") {
    mine.release();
    theirs.acquire();
  }
  print(format("{} goes on\n", name), {.end = ""});
}

void rendezvous(const Arguments& arguments) {
  const std::string variant = arguments[kVariant];
  Semaphore a_is_here(0, "a is here");
  Semaphore b_is_here(0, "b is here");

  Thread a("meet", [&] { meet(a_is_here, b_is_here, "a", variant); }, {.name = "a"});
  Thread b("meet", [&] { meet(b_is_here, a_is_here, "b", variant); }, {.name = "b"});
  a.start(), b.start();
  a.join(), b.join();
}

constexpr Demo kDemo{
    .id = "rendezvous",
    .title = "Rendezvous: neither before the other is there",
    .chapter = 8,
    .order = 3,
    .teaches =
        "Two semaphores let each thread wait for the other. The order matters: who waits before "
        "it tells can wait for ever.",
    .look = "A line 'goes on' before both lines 'arrives'; then two threads that wait, crossed.",
    .question = "Each waits for the other's signal before giving its own. Who goes first?",
    .parameters = {parameter(kVariant)},
    .variants = "variant",
    .expected = {{.values = {{"variant", "nobody waits"}},
                  .fates = {"finished"},
                  .outputs = {"a arrives\na goes on\nb arrives\nb goes on\n",
                              "a arrives\nb arrives\na goes on\nb goes on\n",
                              "a arrives\nb arrives\nb goes on\na goes on\n",
                              "b arrives\na arrives\na goes on\nb goes on\n",
                              "b arrives\na arrives\nb goes on\na goes on\n",
                              "b arrives\nb goes on\na arrives\na goes on\n"}},
                 {.values = {{"variant", "wait, then tell"}},
                  .fates = {"deadlock"},
                  .outputs = {"a arrives\nb arrives\n", "b arrives\na arrives\n"}},
                 {.values = {{"variant", "tell, then wait"}},
                  .fates = {"finished"},
                  .outputs = {"a arrives\nb arrives\na goes on\nb goes on\n",
                              "a arrives\nb arrives\nb goes on\na goes on\n",
                              "b arrives\na arrives\na goes on\nb goes on\n",
                              "b arrives\na arrives\nb goes on\na goes on\n"}}},
    .threads = [](const Arguments&) { return 3u; },
    .body = rendezvous,
};

const Registration registration(kDemo);

}  // namespace

/* python
import threading

a_is_here = threading.Semaphore(0)
b_is_here = threading.Semaphore(0)

def meet(mine, theirs, name):
    print(f"{name} arrives")
    mine.release()
    theirs.acquire()
    print(f"{name} goes on")

a = threading.Thread(target=meet, args=(a_is_here, b_is_here, "a"), name="a")
b = threading.Thread(target=meet, args=(b_is_here, a_is_here, "b"), name="b")
a.start(); b.start()
a.join(); b.join()
*/
