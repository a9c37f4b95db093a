#include "demo.h"
#include "python/multiprocessing.h"
#include "python/print.h"

using namespace interleave;
namespace mp = multiprocessing;

namespace {

constexpr Text kName{.name = "name", .label = "New name", .standard = "Phunsukh_Wangdu"};

void rancho_introduces_himself() {
  print(format("Aal izz well! I am: {}", mp::current_process_name()));
}

void process_name(const Arguments& arguments) {
  mp::Process rancho_thread{Call(rancho_introduces_himself)};

  print(format("When Raju and Farhan meets: {}", rancho_thread.name()));

  rancho_thread.set_name(arguments[kName]);

  rancho_thread.start();
}

constexpr Demo kDemo{
    .id = "process_name",
    .title = "A process's name",
    .chapter = 2,
    .order = 2,
    .teaches =
        "A process gets a default name when it is made, Process-N; until it starts it may be "
        "given another.",
    .look =
        "The first line names a process that does not run yet. The lane that then appears has "
        "the new name: it is handed over when the process starts.",
    .question =
        "The main process never joins the child. Does the program end before the child has "
        "introduced himself?",
    .notebook =
        "A process is made and asked for its name, which is the default one (Process-3 there, "
        "since two processes had been made in the notebook before). The name is changed, and "
        "only then the process is started: it knows itself by the new name.",
    .parameters = {parameter(kName)},
    .expected = {{.fates = {"finished"},
                  .outputs = {"When Raju and Farhan meets: Process-1\n"
                              "Aal izz well! I am: Phunsukh_Wangdu\n"}}},
    .threads = [](const Arguments&) { return 1u; },
    .processes = [](const Arguments&) { return 2u; },
    .body = process_name,
};

const Registration registration(kDemo);

}  // namespace

/* python
import multiprocessing

def rancho_introduces_himself():  #= void rancho
    print(f"Aal izz well! I am: {multiprocessing.current_process().name}")  #= Aal izz

rancho_thread = multiprocessing.Process(target=rancho_introduces_himself)  #= mp::Process rancho

print(f"When Raju and Farhan meets: {rancho_thread.name}")  #= When Raju

rancho_thread.name = "Phunsukh_Wangdu"  #= set_name

rancho_thread.start()  #= rancho_thread.start
*/
