#include "demo.h"
#include "python/multiprocessing.h"
#include "python/print.h"
#include "python/time.h"

using namespace interleave;
namespace mp = multiprocessing;

namespace {

constexpr Integer kNumbers{
    .name = "numbers", .label = "Numbers", .standard = 4, .min = 1, .max = 26};
constexpr Integer kLetters{
    .name = "letters", .label = "Letters", .standard = 4, .min = 1, .max = 26};
constexpr Number kPause{
    .name = "pause", .label = "Pause", .standard = 1, .min = 0, .max = 10, .unit = "s"};
constexpr OneOf kMethod{.name = "start",
                        .label = "Start method",
                        .standard = "fork",
                        .choices = {"fork", "spawn"},
                        .help = "fork copies the memory, spawn begins with a fresh one"};

void print_numbers(long count, double pause) {
  for (long i = 0; i < count; ++i) {
    print(format("[{}] Number: {}", mp::current_process_name(), i));
    sleep(pause);
  }
}

void print_letters(long count, double pause) {
  for (long i = 0; i < count; ++i) {
    const char ch = static_cast<char>('A' + i);
    print(format("[{}] Letter: {}", mp::current_process_name(), ch));
    sleep(pause);
  }
}

void numbers_letters_processes(const Arguments& arguments) {
  mp::set_start_method(arguments[kMethod]);
  const double pause = arguments[kPause];
  mp::Process p1(Call(print_numbers, arguments[kNumbers], pause), {.name = "Numbers Pool"});
  mp::Process p2(Call(print_letters, arguments[kLetters], pause), {.name = "Letter Pool"});

  p1.start();
  p2.start();

  p1.join();
  p2.join();
}

constexpr Demo kDemo{
    .id = "numbers_letters_processes",
    .title = "Numbers and letters, by processes",
    .chapter = 2,
    .order = 1,
    .teaches = "A process runs beside others like a thread, but in a memory of its own.",
    .look =
        "Each lane is a process: live, a worker of its own with its own WebAssembly memory. The "
        "lines interleave as those of the two threads did.",
    .question =
        "The two functions are those of the threads. What would have to change if one of them "
        "had to tell the other what it has printed?",
    .notebook =
        "The same two loops run as processes named \"Numbers Pool\" and \"Letter Pool\". Each has "
        "its own interpreter and its own memory, so neither waits for the other's global "
        "interpreter lock; the main process starts both and joins both.",
    .parameters = {parameter(kNumbers), parameter(kLetters), parameter(kPause), parameter(kMethod)},
    .presets = {{"notebook", {{"numbers", "4"}, {"letters", "4"}, {"pause", "1"}}}},
    .threads = [](const Arguments&) { return 1u; },
    .processes = [](const Arguments&) { return 3u; },
    .body = numbers_letters_processes,
};

const Registration registration(kDemo);

}  // namespace

/* python
import multiprocessing
import time

def print_numbers():  #= void print_numbers
    '''Process function to print Numbers'''
    for i in range(4):  #= for (long i
        print(f"[{multiprocessing.current_process().name}] Number: {i}")  #= Number: {}
        time.sleep(1)  #= sleep(pause)

def print_letters():  #= void print_letters
    '''Process function to print Letters'''
    for ch in "ABCD":  #= for (long i@2
        print(f"[{multiprocessing.current_process().name}] Letter: {ch}")  #= Letter: {}
        time.sleep(1)  #= sleep(pause)@2

p1 = multiprocessing.Process(target=print_numbers, name="Numbers Pool")  #= mp::Process p1
p2 = multiprocessing.Process(target=print_letters, name="Letter Pool")  #= mp::Process p2

p1.start()  #= p1.start
p2.start()  #= p2.start

p1.join()  #= p1.join
p2.join()  #= p2.join
*/
