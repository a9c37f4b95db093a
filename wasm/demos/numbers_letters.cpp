#include "demo.h"
#include "python/print.h"
#include "python/threading.h"
#include "python/time.h"

using namespace interleave;

namespace {

constexpr Integer kNumbers{
    .name = "numbers", .label = "Numbers", .standard = 4, .min = 1, .max = 26};
constexpr Integer kLetters{
    .name = "letters", .label = "Letters", .standard = 4, .min = 1, .max = 26};
constexpr Number kPause{
    .name = "pause", .label = "Pause", .standard = 1, .min = 0, .max = 10, .unit = "s"};

void print_numbers(long count, double pause) {
  for (long i = 0; i < count; ++i) {
    print(format("[{}] Number: {}", current_thread_name(), i));
    sleep(pause);
  }
}

void print_letters(long count, double pause) {
  for (long i = 0; i < count; ++i) {
    const char ch = static_cast<char>('A' + i);
    print(format("[{}] Letter: {}", current_thread_name(), ch));
    sleep(pause);
  }
}

void numbers_letters(const Arguments& arguments) {
  const double pause = arguments[kPause];
  const long numbers = arguments[kNumbers];
  const long letters = arguments[kLetters];
  Thread t1("print_numbers", [=] { print_numbers(numbers, pause); }, {.name = "Getting Numbers"});
  Thread t2("print_letters", [=] { print_letters(letters, pause); }, {.name = "Getting Letters"});

  t1.start();
  t2.start();

  t1.join();
  t2.join();

  print("Program Executed!...");
}

constexpr Demo kDemo{
    .id = "numbers_letters",
    .title = "Numbers and letters",
    .chapter = 1,
    .order = 3,
    .teaches = "Two threads of one program take turns, and nothing fixes whose turn it is.",
    .look =
        "Watch which lane wakes first after each pause: run it twice and compare the order of "
        "the lines.",
    .question = "Both threads sleep for the same time. Must Number: 1 come before Letter: B?",
    .notebook =
        "The main thread starts two named threads and waits for both. They share the program's "
        "memory; the operating system decides who runs when, and while one sleeps the other may.",
    .parameters = {parameter(kNumbers), parameter(kLetters), parameter(kPause)},
    .presets = {{"notebook", {{"numbers", "4"}, {"letters", "4"}, {"pause", "1"}}}},
    .threads = [](const Arguments&) { return 3u; },
    .body = numbers_letters,
};

const Registration registration(kDemo);

}  // namespace

/* python
import threading
import time

def print_numbers():  #= void print_numbers
    '''Thread function to print Numbers'''
    for i in range(4):  #= for (long i
        print(f"[{threading.current_thread().name}] Number: {i}")  #= Number: {}
        time.sleep(1)  #= sleep(pause)

def print_letters():  #= void print_letters
    '''Thread function to print Letters'''
    for ch in "ABCD":  #= for (long i@2
        print(f"[{threading.current_thread().name}] Letter: {ch}")  #= Letter: {}
        time.sleep(1)  #= sleep(pause)@2

t1 = threading.Thread(target=print_numbers, name="Getting Numbers")  #= Thread t1
t2 = threading.Thread(target=print_letters, name="Getting Letters")  #= Thread t2

t1.start()  #= t1.start
t2.start()  #= t2.start

t1.join()  #= t1.join
t2.join()  #= t2.join

print("Program Executed!...")  #= print("Program
*/
