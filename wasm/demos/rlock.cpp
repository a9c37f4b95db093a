#include "demo.h"
#include "python/print.h"
#include "python/repr.h"
#include "python/threading.h"

using namespace interleave;

namespace {

constexpr OneOf kVariant{
    .name = "variant", .label = "The lock", .standard = "RLock", .choices = {"RLock", "Lock"}};

using Texts = std::vector<std::string>;

template <class AnyLock>
void inner_inside_inner(AnyLock& rlock, Texts& shared) {
  With with(rlock);
  shared.push_back("Nested Inner Called");
}

template <class AnyLock>
void inner(AnyLock& rlock, Texts& shared) {
  With with(rlock);
  shared.push_back("Inner Called");
  inner_inside_inner(rlock, shared);
}

template <class AnyLock>
void outer(AnyLock& rlock, Texts& shared) {
  With with(rlock);
  shared.push_back("Outer Starting");
  inner(rlock, shared);
  shared.push_back("Outer Ending");
}

template <class AnyLock>
void call_outer() {
  AnyLock rlock("rlock");
  Texts shared;

  Thread t1("outer", [&] { outer(rlock, shared); });
  t1.start();
  t1.join();
  print(list_text(shared));
}

void rlock(const Arguments& arguments) {
  if (arguments[kVariant] == "RLock") call_outer<RLock>();
  if (arguments[kVariant] == "Lock") call_outer<Lock>();
}

constexpr Demo kDemo{
    .id = "rlock",
    .title = "A lock that its owner may take again",
    .chapter = 4,
    .order = 3,
    .teaches =
        "An RLock knows its owner and counts: who holds it may take it again, and it is free when "
        "every taking has been given back. A plain Lock makes its owner wait for itself.",
    .look = "Locks: the owner, and the depth going 1, 2, 3, 2, 1, 0.",
    .question = "What happens with a plain Lock in the second function?",
    .notebook =
        "Three functions that call each other all need the same lock. An RLock remembers who owns "
        "it and how often, so the nested calls go through.",
    .parameters = {parameter(kVariant)},
    .presets = {{"notebook", {{"variant", "RLock"}}}, {"plain Lock", {{"variant", "Lock"}}}},
    .variants = "variant",
    .expected = {{.values = {{"variant", "RLock"}},
                  .fates = {"finished"},
                  .outputs = {"['Outer Starting', 'Inner Called', 'Nested Inner Called', 'Outer "
                              "Ending']\n"}},
                 {.values = {{"variant", "Lock"}}, .fates = {"deadlock"}, .outputs = {""}}},
    .threads = [](const Arguments&) { return 2u; },
    .body = rlock,
};

const Registration registration(kDemo);

}  // namespace

/* python
import threading

rlock = threading.RLock()  #= AnyLock rlock("rlock")

shared = []  #= Texts shared;

def inner_inside_inner():  #= void inner_inside_inner
    with rlock:  #= With with
        shared.append("Nested Inner Called")  #= push_back("Nested

def inner():  #= void inner(
    with rlock:  #= With with(rlock);@2
        shared.append("Inner Called")  #= push_back("Inner
        inner_inside_inner()  #= inner_inside_inner(rlock, shared)

def outer():  #= void outer
    with rlock:  #= With with(rlock);@3
        shared.append("Outer Starting")  #= push_back("Outer S
        inner()  #= inner(rlock, shared);@2
        shared.append("Outer Ending")  #= push_back("Outer E

if __name__ == "__main__":
    t1 = threading.Thread(target=outer)  #= Thread t1
    t1.start()  #= t1.start
    t1.join()  #= t1.join
    print(shared)  #= print(list_text
*/
