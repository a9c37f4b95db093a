#include "process/pickle.h"

namespace interleave {
namespace {

// Pickling meets no scheduling point, so on fibers too there is one at a time.
thread_local Inheritance* innermost = nullptr;

template <class Error>
void throw_if(const std::string& text) {
  const Error sample{""};
  const std::string type = sample.what();
  if (text == type) throw Error("");
  if (text.starts_with(type + ": ")) throw Error(text.substr(type.size() + 2));
}

// Other is an error of a class that is not known here.
class Other : public Error {
 public:
  explicit Other(const std::string& text)
      : Error(text.substr(0, text.find(": ")),
              text.find(": ") == std::string::npos ? "" : text.substr(text.find(": ") + 2)) {}
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
  return Json::parse(bytes);
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
  throw_if<ValueError>(text);
  throw_if<RuntimeError>(text);
  throw_if<KeyError>(text);
  throw_if<IndexError>(text);
  throw_if<TypeError>(text);
  throw_if<AttributeError>(text);
  throw_if<AssertionError>(text);
  throw_if<OverflowError>(text);
  throw_if<ZeroDivisionError>(text);
  throw_if<TimeoutError>(text);
  throw_if<OSError>(text);
  throw_if<EOFError>(text);
  throw_if<MemoryError>(text);
  throw_if<Full>(text);
  throw_if<Empty>(text);
  throw Other(text);
}

}  // namespace interleave
