#include "process/pickle.h"

namespace interleave {
namespace {

// Pickling meets no scheduling point, so on fibers too there is one at a time.
thread_local Inheritance* innermost = nullptr;

// Thrower throws a class of errors, which is found by its name.
struct Thrower {
  std::string_view type;
  void (*raise)(const std::string& message);
};

template <class Error>
constexpr Thrower thrower_of() {
  return {Error::kType, [](const std::string& message) { throw Error(message); }};
}

constexpr Thrower kThrowers[] = {
    thrower_of<ValueError>(),     thrower_of<RuntimeError>(),  thrower_of<KeyError>(),
    thrower_of<IndexError>(),     thrower_of<TypeError>(),     thrower_of<AttributeError>(),
    thrower_of<AssertionError>(), thrower_of<OverflowError>(), thrower_of<ZeroDivisionError>(),
    thrower_of<TimeoutError>(),   thrower_of<OSError>(),       thrower_of<BrokenPipeError>(),
    thrower_of<EOFError>(),       thrower_of<MemoryError>(),   thrower_of<UnicodeEncodeError>(),
    thrower_of<Full>(),           thrower_of<Empty>(),
};

// Builder builds a value while it is read: what Json::parse does, without the filters that it has
// for its callers and that are compiled in with them.
class Builder {
 public:
  explicit Builder(Json& root) : root_(root) {}

  bool null() { return put(nullptr); }
  bool boolean(bool value) { return put(value); }
  bool number_integer(std::int64_t value) { return put(value); }
  bool number_unsigned(std::uint64_t value) { return put(value); }
  bool number_float(double value, const std::string&) { return put(value); }
  bool string(std::string& value) { return put(std::move(value)); }
  bool binary(Json::binary_t&) { return false; }  // not in JSON
  bool start_object(std::size_t) { return open(Json::object()); }
  bool key(std::string& name) {
    key_ = std::move(name);
    return true;
  }
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open(Json::array()); }
  bool end_array() { return close(); }
  [[noreturn]] bool parse_error(std::size_t, const std::string&, const Json::exception& error) {
    throw ValueError(error.what());
  }

 private:
  bool put(Json value) {
    place() = std::move(value);
    return true;
  }
  bool open(Json value) {
    Json& here = place();
    here = std::move(value);
    open_.push_back(&here);
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }
  // What is open does not move while a value within it is read.
  Json& place() {
    if (open_.empty()) return root_;
    Json& outer = *open_.back();
    if (outer.is_object()) return outer[key_];
    outer.push_back(nullptr);
    return outer.back();
  }

  Json& root_;
  std::vector<Json*> open_;
  std::string key_;
};

// stands_for_itself tells whether JSON writes each character of a text as it is.
bool stands_for_itself(const std::string& text) {
  bool plain = true;
  for (const char c : text) plain &= c >= ' ' && c <= '~' && c != '"' && c != '\\';
  return plain;
}

}  // namespace

// Long texts are what is long: one that stands in JSON as it is needs no look at each character.
std::string dump(const Json& json) {
  const auto* const text = json.get_ptr<const std::string*>();
  if (text != nullptr && stands_for_itself(*text)) return '"' + *text + '"';
  try {
    return json.dump();
  } catch (const Json::exception&) {
    throw UnicodeEncodeError("a text that goes to another process must be UTF-8");
  }
}

Json load(std::string_view bytes) {
  if (bytes.size() >= 2 && bytes.front() == '"') {
    const std::string_view text = bytes.substr(1, bytes.size() - 2);
    if (text.find('\\') == std::string_view::npos) return Json(text);
  }
  Json json;
  Builder builder(json);
  Json::sax_parse(bytes, &builder);
  return json;
}

std::string shown(const Json& json) {
  constexpr std::size_t kShown = 60;
  std::string text = json.is_string() ? json.get<std::string>()
                                      : json.dump(-1, ' ', false, Json::error_handler_t::replace);
  if (text.size() > kShown) {
    std::size_t end = kShown;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    text = text.substr(0, end) + "...";
  }
  return text;
}

Inheritance::Inheritance() : outer_(std::exchange(innermost, this)) {}
Inheritance::~Inheritance() { innermost = outer_; }

void Inheritance::note(const char* what, std::initializer_list<Word> sides) {
  if (innermost == nullptr) {
    throw RuntimeError(std::string(what) +
                       " objects should only be shared between processes through inheritance");
  }
  innermost->sides_.insert(innermost->sides_.end(), sides);
}

void Call::perform(const Json& call, Json& result) {
  const auto runner = reinterpret_cast<Runner>(function_of(call[0].get<std::int64_t>()));
  runner(function_of(call[1].get<std::int64_t>()), call[2], result);
}

Json error_json(const std::exception& exception) { return exception.what(); }

void throw_error(const Json& json) {
  const std::string text = json.get<std::string>();
  const std::size_t colon = text.find(": ");
  const std::string type = text.substr(0, colon);
  const std::string message = colon == std::string::npos ? "" : text.substr(colon + 2);
  for (const Thrower& thrower : kThrowers) {
    if (thrower.type == type) thrower.raise(message);
  }
  throw Error(type, message);
}

}  // namespace interleave
