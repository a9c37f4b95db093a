// Outcome: how a run ended and what it left, as the reader is told.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kernel/engine.h"

namespace interleave {

struct Outcome {
  Fate fate = Fate::finished;
  std::string sentence;
  Time elapsed = 0;
  std::map<std::string, std::string> values;  // the shared values at the end, by name

  // Of a controlled run alone.
  std::string schedule;
  std::uint32_t steps = 0;
  std::uint32_t preemptions = 0;
  std::optional<std::uint32_t> diverged_at;
  std::string note;
};

// fate_name is the fate's name in JSON and in the page.
const char* fate_name(Fate fate);

// Ledger keeps the last value of every shared object while events pass.
class Ledger {
 public:
  void add(const Event& event, std::string_view text);
  std::map<std::string, std::string> values() const;

 private:
  struct Entry {
    std::string name;
    std::string value;
  };
  std::map<ObjectId, Entry> shared_;
};

// outcome_json is {"ok": true, "fate", "sentence", "elapsed_ns", "values", ...}; error_json is
// {"ok": false, "error"}.
std::string outcome_json(const Outcome& outcome);
std::string error_json(const std::string& sentence);

}  // namespace interleave
