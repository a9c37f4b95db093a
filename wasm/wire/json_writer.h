// JsonWriter: a JSON text, written as its values come. A module tells its results by it: building
// them as values of nlohmann/json first made every module a sixth larger.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace interleave {

// JsonWriter writes one JSON value (RFC 8259) without spaces. Bytes that are not UTF-8 are replaced
// by U+FFFD, and a number that JSON does not have is written as null.
class JsonWriter {
 public:
  // begin opens an object ('{') or an array ('['); end closes the innermost one.
  JsonWriter& begin(char bracket);
  JsonWriter& end();

  // resume goes on with the object that `text` is, before its end.
  JsonWriter& resume(std::string text);

  // raw is a value that is JSON already.
  JsonWriter& raw(std::string_view text) { return literal(text); }

  // key is the name of the object's next value.
  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  JsonWriter& value(bool truth) { return literal(truth ? "true" : "false"); }
  JsonWriter& value(std::nullptr_t) { return literal("null"); }
  JsonWriter& value(double number);
  template <std::integral Number>
  JsonWriter& value(Number number) {
    return literal(std::to_string(number));
  }

  // put is a key and its value.
  template <class Value>
  JsonWriter& put(std::string_view name, const Value& it) {
    return key(name).value(it);
  }

  // put_all is a key and the array of `values`.
  template <class Values>
  JsonWriter& put_all(std::string_view name, const Values& values) {
    key(name).begin('[');
    for (const auto& it : values) value(it);
    return end();
  }

  // take is what was written; the writer begins anew.
  std::string take();

 private:
  JsonWriter& literal(std::string_view text);
  void quote(std::string_view text);
  void separate();

  std::string text_;
  std::string closers_;
};

}  // namespace interleave
