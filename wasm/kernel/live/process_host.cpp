#include "kernel/live/process_host.h"

#include "kernel/code.h"

namespace interleave {
namespace {

// The words of a birth, after which the name and the message lie.
enum Part : Word { entry_low, entry_high, is_daemon, name_size, message_size, text };

Word words_for(std::size_t bytes) { return static_cast<Word>((bytes + 3) / 4); }

}  // namespace

Word Birth::keep(Commons& commons) const {
  const std::size_t bytes = name.size() + message.size();
  if (bytes > Commons::kWords) return 0;
  const Word block = commons.allocate(text + words_for(bytes));
  if (block == 0) return 0;
  const Word at = block + Commons::header;
  commons.store_wide(at + entry_low,
                     static_cast<std::uint64_t>(code_of(reinterpret_cast<Function>(entry))));
  commons.store(at + is_daemon, daemon ? 1 : 0);
  commons.store(at + name_size, static_cast<std::uint32_t>(name.size()));
  commons.store(at + message_size, static_cast<std::uint32_t>(message.size()));
  commons.write(at + text, 0, name.data(), name.size());
  commons.write(at + text, name.size(), message.data(), message.size());
  return block;
}

Birth Birth::at(const Commons& commons, Word block) {
  const Word at = block + Commons::header;
  Birth birth;
  birth.entry = reinterpret_cast<void (*)(const std::string&)>(
      function_of(static_cast<std::int64_t>(commons.load_wide(at + entry_low))));
  birth.daemon = commons.load(at + is_daemon) != 0;
  birth.name.resize(commons.load(at + name_size));
  birth.message.resize(commons.load(at + message_size));
  commons.read(at + text, 0, birth.name.data(), birth.name.size());
  commons.read(at + text, birth.name.size(), birth.message.data(), birth.message.size());
  return birth;
}

}  // namespace interleave
