#include "python/print.h"

#include "kernel/engine.h"

namespace interleave {
namespace {

void write(std::string_view text, Stream file, Location where) {
  if (text.empty()) return;
  Engine& engine = Engine::current();
  Operation printing;
  printing.kind = Kind::print;
  printing.where = where;
  engine.point(printing);
  engine.record(event(Kind::print, nullptr, where, static_cast<std::int64_t>(file)), text);
}

}  // namespace

void print(std::string_view text, Location where) { print(text, PrintOptions{}, where); }

void print(std::string_view text, const PrintOptions& options, Location where) {
  write(text, options.file, where);
  write(options.end, options.file, where);
}

void print(std::initializer_list<std::string> items, const PrintOptions& options, Location where) {
  bool first = true;
  for (const std::string& item : items) {
    if (!first) write(options.sep, options.file, where);
    first = false;
    write(item, options.file, where);
  }
  write(options.end, options.file, where);
}

}  // namespace interleave
