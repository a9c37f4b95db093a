// Code: a function's name that means the same function in every process of one program.
#pragma once

#include <cstdint>

namespace interleave {

// code_of is a number for `function`, function_of its inverse. The processes of a run execute one
// program, so the distance between two of its functions is the same in all of them, wherever each
// has them.
std::int64_t code_of(void (*function)());
using Function = void (*)();
Function function_of(std::int64_t code);

}  // namespace interleave
