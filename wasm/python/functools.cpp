#include "python/functools.h"

#include <algorithm>
#include <cmath>

namespace interleave {

std::string CacheInfo::repr() const {
  return format("CacheInfo(hits={}, misses={}, maxsize={}, currsize={})", hits, misses,
                maxsize ? std::to_string(*maxsize) : "None", currsize);
}

std::string repr(const Value& value) {
  return std::visit([](const auto& it) { return repr(it); }, value);
}

std::string CacheState::key_of(const Value& value, bool typed, bool alone) {
  constexpr char kTypes[] = "bifs";
  const bool own = alone && (value.index() == 1 || value.index() == 3);
  const std::string key(1, typed || own || value.index() == 3 ? kTypes[value.index()] : 'n');
  if (const auto* it = std::get_if<bool>(&value)) return key + (*it ? "1," : "0,");
  if (const auto* it = std::get_if<long>(&value)) return key + std::to_string(*it) + ',';
  if (const auto* it = std::get_if<std::string>(&value)) return key + interleave::repr(*it) + ',';
  const double number = std::get<double>(value);
  const bool whole = number > -1e15 && number < 1e15 && number == std::floor(number);
  return key + (whole ? std::to_string(static_cast<long long>(number)) : number_text(number)) + ',';
}

CacheState::CacheState(std::string name, CacheOptions options, Location where)
    : Object(ObjectType::cache, std::move(name), std::max(options.maxsize.value_or(-1), -1L),
             where),
      options_(options) {
  if (options_.maxsize) options_.maxsize = std::max(*options_.maxsize, 0L);
}

CacheInfo CacheState::cache_info(Location where) {
  Engine& engine = at_point(Kind::read, *this, where);
  const Section section(engine, *this);
  engine.record(event(Kind::read, this, where, size()));
  return {.hits = hits_, .misses = misses_, .maxsize = options_.maxsize, .currsize = size()};
}

void CacheState::hit(const std::string& shown, Location where) {
  Engine::current().record(event(Kind::hit, this, where, ++hits_), shown);
}

void CacheState::miss(const std::string& shown, Location where) {
  Engine::current().record(event(Kind::miss, this, where, ++misses_), shown);
}

void CacheState::kept(const std::string& shown, Location where) {
  Engine::current().record(event(Kind::keep, this, where, size()), shown);
}

void CacheState::dropped(const std::string& shown, Location where) {
  Engine::current().record(event(Kind::evict, this, where, size()), shown);
}

void CacheState::cleared(Location where) {
  order_.clear();
  hits_ = misses_ = 0;
  Engine::current().record(event(Kind::clear, this, where));
}

}  // namespace interleave
