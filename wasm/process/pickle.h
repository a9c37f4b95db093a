// Pickle: values on their way from one process to another, as JSON (RFC 8259).
#pragma once

#include <concepts>
#include <nlohmann/json.hpp>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "kernel/code.h"
#include "kernel/commons.h"
#include "sync/errors.h"

namespace interleave {

using Json = nlohmann::json;

// A type is pickled by its members pickle() and unpickle(json), if it has them: an object that lies
// in the commons, of which the other process gets a handle; else as JSON: numbers, bool, texts,
// vectors, maps, pairs and tuples of such, nullptr for None.
template <class T>
concept Picklable = requires(const T& value, const Json& json) {
  { value.pickle() } -> std::same_as<Json>;
  { T::unpickle(json) } -> std::same_as<T>;
};

template <class T>
Json pickled(const T& value) {
  if constexpr (Picklable<T>) {
    return value.pickle();
  } else {
    return Json(value);
  }
}

template <class T>
T unpickled(const Json& json) {
  if constexpr (Picklable<T>) {
    return T::unpickle(json);
  } else {
    return json.get<T>();
  }
}

// dump is the bytes of a pickled value, load its inverse. dump throws UnicodeEncodeError for a text
// that is not UTF-8.
std::string dump(const Json& json);
Json load(std::string_view bytes);

// shown is what the reader sees of an item: a text as it is, the rest as JSON writes it, cut where
// it is long.
std::string shown(const Json& json);

// Inheritance is the scope in which a process's arguments are pickled. Objects in the commons are
// handed over only then; what the new process may do with them is noted.
class Inheritance {
 public:
  Inheritance();
  ~Inheritance();
  Inheritance(const Inheritance&) = delete;
  Inheritance& operator=(const Inheritance&) = delete;

  // note says that the new process has this side of a block. Throws RuntimeError when none is being
  // started: `what` names the class.
  static void note(const char* what, std::initializer_list<Word> sides);

  std::vector<Word> take() { return std::move(sides_); }

 private:
  Inheritance* outer_;
  std::vector<Word> sides_;
};

// Call is a function with its arguments, on its way to another process. The function is a plain
// one: it is found by its place in the program there, as Python finds it by its name in the module.
class Call {
 public:
  template <class Result, class... Parameters, class... Arguments>
  Call(Result (*function)(Parameters...), const Arguments&... arguments) {
    static_assert(sizeof...(Parameters) == sizeof...(Arguments),
                  "A call has an argument for each parameter of its function");
    make_ = [function, kept = std::tuple<std::decay_t<Parameters>...>(arguments...)] {
      Json all = Json::array();
      std::apply([&](const auto&... each) { (all.push_back(pickled(each)), ...); }, kept);
      return Json::array({code_of(reinterpret_cast<Function>(&run<Result, Parameters...>)),
                          code_of(reinterpret_cast<Function>(function)), std::move(all)});
    };
  }

  // pickle is the call as JSON; perform runs one, and `result` is what it returned, null for
  // nothing.
  Json pickle() const { return make_(); }
  static void perform(const Json& call, Json& result);

 private:
  // A runner returns by a parameter: what returns JSON is compiled as if it never switched fibers
  // (ASYNCIFY_REMOVE in CMakeLists.txt tells it by its name).
  using Runner = void (*)(Function function, const Json& arguments, Json& result);

  template <class Result, class... Parameters>
  static void run(Function function, const Json& arguments, Json& result) {
    run_with<Result, Parameters...>(function, arguments, result,
                                    std::index_sequence_for<Parameters...>());
  }

  template <class Result, class... Parameters, std::size_t... I>
  static void run_with(Function function, [[maybe_unused]] const Json& arguments, Json& result,
                       std::index_sequence<I...>) {
    const auto target = reinterpret_cast<Result (*)(Parameters...)>(function);
    if constexpr (std::is_void_v<Result>) {
      target(unpickled<std::decay_t<Parameters>>(arguments[I])...);
      result = nullptr;
    } else {
      result = pickled(target(unpickled<std::decay_t<Parameters>>(arguments[I])...));
    }
  }

  std::function<Json()> make_;
};

// error_json is an exception on its way to another process; throw_error throws it there, as the
// class that has its name.
Json error_json(const std::exception& exception);
[[noreturn]] void throw_error(const Json& json);

}  // namespace interleave
