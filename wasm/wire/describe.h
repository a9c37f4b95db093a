// describe: everything the page must know of the program side, as JSON.
#pragma once

#include <string>

namespace interleave {

// describe_json is {"events", "object_types", "shapes", "fates", "limits", "chapters", "demos"}:
// the table of event kinds with their sentences, and each demo with its texts, its parameters, and
// how many threads and processes it has with its defaults ("threads", "processes"). Where a
// parameter counts them, "threads_by" and "processes_by" say which, and how many there are besides.
std::string describe_json();

}  // namespace interleave
