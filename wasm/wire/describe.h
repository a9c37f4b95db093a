// describe: everything the page must know of the program side, as JSON.
#pragma once

#include <string>

namespace interleave {

// describe_json is {"events", "object_types", "shapes", "fates", "limits", "chapters", "demos"}:
// the table of event kinds with their sentences, and each demo with its texts and parameters.
std::string describe_json();

}  // namespace interleave
