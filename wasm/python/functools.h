// functools: lru_cache, which remembers what a function returned.
#pragma once

#include <functional>
#include <list>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>

#include "kernel/engine.h"
#include "python/repr.h"
#include "sync/point.h"

namespace interleave {

// CacheInfo is what a cache tells of itself; maxsize is empty where there is no bound.
struct CacheInfo {
  long hits = 0;
  long misses = 0;
  std::optional<long> maxsize;
  long currsize = 0;

  // repr is how Python shows it: CacheInfo(hits=3, misses=3, maxsize=None, currsize=3).
  std::string repr() const;
  friend bool operator==(const CacheInfo& one, const CacheInfo& other) = default;
};

// CacheOptions are lru_cache's parameters. maxsize: how many results are kept, none for 0 or less,
// empty for no bound. typed: whether 3 and 3.0 are different arguments.
// (As the only argument they always are, in CPython: a lone int or str is its own key.)
struct CacheOptions {
  std::optional<long> maxsize = 128;
  bool typed = false;
};

// Value is an argument of any type that Python would take: LruCache<std::string, Value> can be
// called with 3, 3.0, true or "3".
using Value = std::variant<bool, long, double, std::string>;

std::string repr(const Value& value);

// CacheState is what all caches share, whatever their results are.
class CacheState : public Object {
 public:
  // cache_info is one step; so is cache_clear, which forgets the results and the counts.
  CacheInfo cache_info(Location where = Location::here());
  CacheOptions cache_parameters() const { return options_; }

 protected:
  CacheState(std::string name, CacheOptions options, Location where);

  // key_of is equal for arguments that are: numbers by their value, unless `typed`. A lone int or
  // str is its own key in CPython, and so no other type's, even where types do not count.
  static std::string key_of(const Value& value, bool typed, bool alone);

  bool bounded() const { return options_.maxsize.has_value(); }
  bool keeps() const { return options_.maxsize != 0; }

  // These are called inside the section, and tell what happened to the arguments `shown`.
  void hit(const std::string& shown, Location where);
  void miss(const std::string& shown, Location where);
  void kept(const std::string& shown, Location where);
  void dropped(const std::string& shown, Location where);
  void cleared(Location where);

  long size() const { return static_cast<long>(order_.size()); }

  // The key of every result that is kept, and what is shown of it; what was asked for longest ago
  // first.
  using Order = std::list<std::pair<std::string, std::string>>;

  CacheOptions options_;
  Order order_;

 private:
  long hits_ = 0;
  long misses_ = 0;
};

// LruCache is a function that remembers its results, as one decorated with @lru_cache. Its
// parameters are bool, long, double, std::string or Value. Looking a call up is one step, the
// function itself runs with nothing held, and keeping its result is another step: two threads that
// miss at once both compute. When it is full, the result that nobody asked for for longest goes. Of
// a call that ends by an exception nothing is kept.
template <class Result, class... Parameters>
class LruCache final : public CacheState {
 public:
  LruCache(std::string name, std::function<Result(Parameters...)> function,
           CacheOptions options = {}, Location where = Location::here())
      : CacheState(std::move(name), options, where), function_(std::move(function)) {}

  Result operator()(const Parameters&... arguments, Location where = Location::here()) {
    std::string key, shown;
    (append(key, shown, arguments), ...);
    {
      Engine& engine = at_point(Kind::hit, *this, where);
      const Section section(engine, *this);
      const auto found = results_.find(key);
      if (found != results_.end()) {
        if (bounded()) order_.splice(order_.end(), order_, found->second.place);
        hit(shown, where);
        return found->second.result;
      }
      miss(shown, where);
    }
    Result result = function_(arguments...);
    if (!keeps()) return result;
    Engine& engine = at_point(Kind::keep, *this, where);
    const Section section(engine, *this);
    const auto found = results_.find(key);
    if (found != results_.end()) {
      // Another thread computed it meanwhile: without a bound the later result stays, as in
      // CPython.
      if (!bounded()) found->second.result = result;
      kept(shown, where);
      return result;
    }
    if (bounded() && size() >= *options_.maxsize) {
      const auto [oldest, gone] = std::move(order_.front());
      order_.pop_front();
      results_.erase(oldest);
      dropped(gone, where);
    }
    order_.emplace_back(key, shown);
    results_.emplace(key, Kept{result, std::prev(order_.end())});
    kept(shown, where);
    return result;
  }

  // cache_clear forgets every result, and sets the counts to zero.
  void cache_clear(Location where = Location::here()) {
    Engine& engine = at_point(Kind::clear, *this, where);
    const Section section(engine, *this);
    results_.clear();
    cleared(where);
  }

 private:
  struct Kept {
    Result result;
    Order::iterator place;
  };

  void append(std::string& key, std::string& shown, const Value& argument) const {
    if (!shown.empty()) shown += ", ";
    shown += repr(argument);
    key += key_of(argument, options_.typed, sizeof...(Parameters) == 1);
  }

  std::function<Result(Parameters...)> function_;
  std::unordered_map<std::string, Kept> results_;
};

}  // namespace interleave
