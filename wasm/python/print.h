// print: text on standard output, as Python's print().
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "kernel/location.h"
#include "sync/text.h"

namespace interleave {

// Stream says where a print goes.
enum class Stream { standard_output = 1, standard_error = 2 };

struct PrintOptions {
  std::string_view end = "\n";
  std::string_view sep = " ";
  Stream file = Stream::standard_output;
};

// print writes `text`, then the end: two operations, as in CPython, so that the lines of two
// threads can tear each other. The list form writes every item and every separator by itself.
void print(std::string_view text = "", Location where = Location::here());
void print(std::string_view text, const PrintOptions& options, Location where = Location::here());
void print(std::initializer_list<std::string> items, const PrintOptions& options = {},
           Location where = Location::here());

}  // namespace interleave
