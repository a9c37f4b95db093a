#include "demo.h"
#include "python/multiprocessing.h"
#include "python/print.h"

using namespace interleave;
namespace mp = multiprocessing;

namespace {

constexpr TextList kWords{.name = "words",
                          .label = "Words",
                          .standard = "Aal izz well,Jahanpanah,Tussi great ho",
                          .max_items = 12,
                          .help = "What the main process sends, one after the other."};
constexpr Boolean kClose{.name = "close",
                         .label = "Main closes the child's end",
                         .standard = true,
                         .help = "Without it, main itself holds an end open."};
constexpr OneOf kMethod{.name = "start",
                        .label = "Start method",
                        .standard = "spawn",
                        .choices = {"fork", "spawn"},
                        .help = "fork copies the memory, spawn begins with a fresh one"};

void answer(mp::Connection connection) {
  try {
    for (;;) connection.send("You said: " + connection.recv<std::string>());
  } catch (const EOFError&) {
    print("child: nobody is at the other end any more");
  }
}

void ipc_pipe(const Arguments& arguments) {
  mp::set_start_method(arguments[kMethod]);
  auto [here, there] = mp::Pipe(true, "pipe");
  mp::Process process{Call(answer, there)};
  process.start();
  if (arguments[kClose]) there.close();
  for (const std::string& word : arguments[kWords]) {
    here.send(word);
    print(here.recv<std::string>());
  }
  here.close();
  process.join();
}

constexpr Demo kDemo{
    .id = "ipc_pipe",
    .title = "A pipe with two ends",
    .chapter = 2,
    .order = 5,
    .teaches =
        "A pipe joins two processes. Who waits at one end learns that nobody is left at the other: "
        "if every process that has that end has closed it.",
    .look =
        "The two directions of the pipe, what is on its way in each, and how the child learns of "
        "the end.",
    .question =
        "A forked child has a copy of all that its parent had open: also of the parent's end of "
        "the pipe. Does it ever learn, then, that the parent has closed it?",
    .notebook =
        "The pipe is the second of the three tools that the notebook names: it connects two "
        "processes. multiprocessing.Pipe() gives its two ends; what is sent at one is received at "
        "the other.",
    .parameters = {parameter(kWords), parameter(kClose), parameter(kMethod)},
    .presets = {{"with an end", {{"start", "spawn"}, {"close", "true"}}},
                {"the child holds main's end", {{"start", "fork"}, {"close", "true"}}}},
    .expected = {{.values = {{"words", "one"}, {"start", "spawn"}}, .fates = {"finished"}},
                 {.values = {{"words", "one"}, {"start", "fork"}}, .fates = {"deadlock"}}},
    .threads = [](const Arguments&) { return 1u; },
    .processes = [](const Arguments&) { return 2u; },
    .body = ipc_pipe,
};

const Registration registration(kDemo);

}  // namespace

/* python
import multiprocessing

def answer(connection):  #= void answer
    try:
        while True:  #= for (;;)
            connection.send("You said: " + connection.recv())
    except EOFError:  #= catch (const EOFError
        print("child: nobody is at the other end any more")  #= child: nobody

multiprocessing.set_start_method("spawn")  #= set_start_method
here, there = multiprocessing.Pipe()  #= mp::Pipe(true
process = multiprocessing.Process(target=answer, args=(there,))  #= mp::Process process
process.start()  #= process.start
there.close()  #= there.close
for word in ["Aal izz well", "Jahanpanah", "Tussi great ho"]:  #= word : arguments
    here.send(word)  #= here.send
    print(here.recv())  #= print(here.recv
here.close()  #= here.close@2
process.join()  #= process.join
*/
