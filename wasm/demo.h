// Demo: a program for the playground. Its file holds everything about it: what it teaches, its
// parameters, its body. Adding a demo is adding one file with a Demo and a Registration.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#ifndef INTERLEAVE_SOURCE_HASH
#define INTERLEAVE_SOURCE_HASH ""
#endif

namespace interleave {

// Prose is what only a person reads. The page has it from its list of demos, so the modules that
// run there are built without it (INTERLEAVE_WITHOUT_PROSE): it would be a tenth of them.
class Prose {
 public:
#ifdef INTERLEAVE_WITHOUT_PROSE
  constexpr Prose(const char*) {}
#else
  constexpr Prose(const char* text) : text_(text) {}
#endif
  constexpr operator const char*() const { return text_; }

 private:
  const char* text_ = "";
};

// Parameter is something of a demo that the reader may set. Its name stands in links: it is for
// ever.
struct Parameter {
  enum class Type { integer, number, boolean, choice, text, list, words };

  Type type = Type::integer;
  const char* name = "";
  Prose label = "";
  Prose help = "";
  const char* unit = "";  // "s", or empty
  double min = 0;         // for integer, number and each item of a list
  double max = 0;
  double standard_number = 0;  // the default of an integer, number or boolean
  const char* standard_text = "";
  std::initializer_list<double> standard_list = {};
  std::initializer_list<const char*> choices = {};
  unsigned min_items = 1;  // for list and words
  unsigned max_items = 1;
  unsigned max_length = 40;  // for text and each of the words, in characters

  // standard is the default, as it stands in a link.
  std::string standard() const;
};

// The kinds of parameter, by the type of the value that a body gets. A demo's file holds them as
// constants, written with designated initialisers.
struct Integer {
  const char* name;
  Prose label;
  long standard;
  long min, max;
  Prose help = "";
  const char* unit = "";
};
struct Number {
  const char* name;
  Prose label;
  double standard;
  double min, max;
  Prose help = "";
  const char* unit = "";
};
struct Boolean {
  const char* name;
  Prose label;
  bool standard;
  Prose help = "";
};
struct OneOf {
  const char* name;
  Prose label;
  const char* standard;
  std::initializer_list<const char*> choices;
  Prose help = "";
};
struct Text {
  const char* name;
  Prose label;
  const char* standard;
  unsigned max_length = 40;
  Prose help = "";
};
struct List {
  const char* name;
  Prose label;
  std::initializer_list<double> standard;
  double min, max;
  unsigned max_items;
  Prose help = "";
  const char* unit = "";
};
// TextList holds texts, separated by commas.
struct TextList {
  const char* name;
  Prose label;
  const char* standard;
  unsigned max_items;
  unsigned max_length = 40;
  Prose help = "";
};

constexpr Parameter parameter(const Integer& it) {
  return {.type = Parameter::Type::integer,
          .name = it.name,
          .label = it.label,
          .help = it.help,
          .unit = it.unit,
          .min = static_cast<double>(it.min),
          .max = static_cast<double>(it.max),
          .standard_number = static_cast<double>(it.standard)};
}
constexpr Parameter parameter(const Number& it) {
  return {.type = Parameter::Type::number,
          .name = it.name,
          .label = it.label,
          .help = it.help,
          .unit = it.unit,
          .min = it.min,
          .max = it.max,
          .standard_number = it.standard};
}
constexpr Parameter parameter(const Boolean& it) {
  return {.type = Parameter::Type::boolean,
          .name = it.name,
          .label = it.label,
          .help = it.help,
          .standard_number = it.standard ? 1.0 : 0.0};
}
constexpr Parameter parameter(const OneOf& it) {
  return {.type = Parameter::Type::choice,
          .name = it.name,
          .label = it.label,
          .help = it.help,
          .standard_text = it.standard,
          .choices = it.choices};
}
constexpr Parameter parameter(const Text& it) {
  return {.type = Parameter::Type::text,
          .name = it.name,
          .label = it.label,
          .help = it.help,
          .standard_text = it.standard,
          .max_length = it.max_length};
}
constexpr Parameter parameter(const List& it) {
  return {.type = Parameter::Type::list,
          .name = it.name,
          .label = it.label,
          .help = it.help,
          .unit = it.unit,
          .min = it.min,
          .max = it.max,
          .standard_list = it.standard,
          .max_items = it.max_items};
}
constexpr Parameter parameter(const TextList& it) {
  return {.type = Parameter::Type::words,
          .name = it.name,
          .label = it.label,
          .help = it.help,
          .standard_text = it.standard,
          .max_items = it.max_items,
          .max_length = it.max_length};
}

// Arguments are the checked values of a demo's parameters in one run.
class Arguments {
 public:
  long operator[](const Integer& integer) const;
  double operator[](const Number& number) const;
  bool operator[](const Boolean& boolean) const;
  std::string operator[](const OneOf& choice) const { return value(choice.name); }
  std::string operator[](const Text& text) const { return value(text.name); }
  std::vector<double> operator[](const List& list) const;
  std::vector<std::string> operator[](const TextList& words) const;

  const std::map<std::string, std::string>& values() const { return values_; }

 private:
  friend std::variant<Arguments, std::string> check_arguments(
      const struct Demo& demo, const std::map<std::string, std::string>& given);

  const std::string& value(const std::string& name) const { return values_.at(name); }
  double number(std::string_view name) const;

  std::map<std::string, std::string> values_;
  // The integers and numbers again, read once: an exploration asks in each of its executions.
  std::vector<std::pair<std::string_view, double>> numbers_;
};

// Preset is a named set of values.
struct Preset {
  const char* name;
  std::initializer_list<std::pair<const char*, const char*>> values;
};

// Expected declares what exploration finds for some values of the parameters; the others have their
// defaults. A failure that is not declared is an error of the demo.
struct Expected {
  std::initializer_list<std::pair<const char*, const char*>> values;
  // "finished", "deadlock", "exception", ..., and "partial deadlock" where an execution may end
  // with threads left that wait for each other.
  std::initializer_list<const char*> fates;
  std::initializer_list<const char*> outputs = {};  // all of them; empty: not declared
  bool races = false;                               // whether executions have data races
};

// Demo is constant data: a file of demos costs the module nothing at start-up.
struct Demo {
  const char* id;  // for ever: it stands in links
  Prose title;
  unsigned chapter = 0;
  unsigned order = 0;   // within the chapter
  Prose teaches;        // what one takes away
  Prose look;           // what to look at while it runs
  Prose question;       // one to think about before running it
  Prose notebook = "";  // what the notebook says of it, in our words
  std::initializer_list<Parameter> parameters = {};
  std::initializer_list<Preset> presets = {};
  // variants names the OneOf parameter whose choices are the wrong programs and their repairs.
  const char* variants = "";
  std::initializer_list<Expected> expected = {};
  // instructions names the function whose compiled instructions the page shows.
  const char* instructions = "";
  // threads bounds how many threads of the main process run at once, the main thread included.
  unsigned (*threads)(const Arguments&) = nullptr;
  // processes bounds how many processes run at once, the main one included; null for a demo that
  // has only that one.
  unsigned (*processes)(const Arguments&) = nullptr;
  void (*body)(const Arguments&) = nullptr;
  // warm_up does one step of what a browser should have compiled well before a run's clock is
  // looked at, and tells whether there is another one.
  bool (*warm_up)(unsigned step) = nullptr;
  const char* path = __builtin_FILE();
  const char* source_hash = INTERLEAVE_SOURCE_HASH;  // of the file, so that links notice a change

  // file is the last part of the path.
  std::string_view file() const;
};

// Registration makes a demo known. The demo is a constant at file scope, and so is this.
class Registration {
 public:
  explicit Registration(const Demo& demo);
};

// all_demos are the demos in the order of chapters.
const std::vector<Demo>& all_demos();

// find_demo is the demo with this id, or null.
const Demo* find_demo(const std::string& id);

// parse_number reads the whole of `text` as a finite decimal number; no spaces, no signs but '-'.
std::optional<double> parse_number(std::string_view text);

// plain_number is a parameter's number as the reader wrote it: 10 and not 10.0.
std::string plain_number(double value);

// check_arguments is `given` with defaults for what is absent, or a sentence that says which value
// is wrong and what is allowed. Names that the demo does not have are refused too.
std::variant<Arguments, std::string> check_arguments(
    const Demo& demo, const std::map<std::string, std::string>& given);

}  // namespace interleave
