#include "process/global.h"

namespace interleave {

std::unique_ptr<Attachment> Globals::forked() const {
  auto copy = std::make_unique<Globals>();
  for (const auto& [name, cell] : cells) copy->cells[name] = cell->copy();
  return copy;
}

}  // namespace interleave
