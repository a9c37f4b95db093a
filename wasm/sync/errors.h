// The errors that a program can make and catch. Their texts are CPython 3.11's.
#pragma once

#include <stdexcept>
#include <string>

namespace interleave {

// Error is what Python would raise: what() is "Type: message", as its traceback's last line.
class Error : public std::runtime_error {
 public:
  Error(const std::string& type, const std::string& message)
      : std::runtime_error(message.empty() ? type : type + ": " + message) {}

  // type is the name of Python's class, without its module.
  std::string type() const {
    const std::string text = what();
    const std::string full = text.substr(0, text.find(": "));
    return full.substr(full.rfind('.') + 1);
  }

  // message is what str(error) is in Python.
  std::string message() const {
    const std::string text = what();
    const std::size_t colon = text.find(": ");
    return colon == std::string::npos ? "" : text.substr(colon + 2);
  }
};

// One line an error: Name(message), as Python prints it.
#define INTERLEAVE_ERROR(Name, python_name, Base)                                      \
  class Name : public Base {                                                           \
   public:                                                                             \
    static constexpr const char* kType = python_name;                                  \
    explicit Name(const std::string& message = "") : Base(python_name, message) {}     \
                                                                                       \
   protected:                                                                          \
    Name(const std::string& type, const std::string& message) : Base(type, message) {} \
  }

INTERLEAVE_ERROR(RuntimeError, "RuntimeError", Error);
INTERLEAVE_ERROR(ValueError, "ValueError", Error);
INTERLEAVE_ERROR(UnicodeEncodeError, "UnicodeEncodeError", ValueError);
INTERLEAVE_ERROR(IndexError, "IndexError", Error);
INTERLEAVE_ERROR(KeyError, "KeyError", Error);
INTERLEAVE_ERROR(TypeError, "TypeError", Error);
INTERLEAVE_ERROR(AttributeError, "AttributeError", Error);
INTERLEAVE_ERROR(MemoryError, "MemoryError", Error);
INTERLEAVE_ERROR(AssertionError, "AssertionError", Error);
INTERLEAVE_ERROR(OverflowError, "OverflowError", Error);
INTERLEAVE_ERROR(ZeroDivisionError, "ZeroDivisionError", Error);
INTERLEAVE_ERROR(OSError, "OSError", Error);
INTERLEAVE_ERROR(TimeoutError, "TimeoutError", OSError);
INTERLEAVE_ERROR(BrokenPipeError, "BrokenPipeError", OSError);
INTERLEAVE_ERROR(EOFError, "EOFError", Error);

// SystemExit ends its thread without a word.
INTERLEAVE_ERROR(SystemExit, "SystemExit", Error);

// Full and Empty leave a put or get that would have had to wait longer than it may. Empty has the
// name of the module that CPython defines it in.
INTERLEAVE_ERROR(Full, "queue.Full", Error);
INTERLEAVE_ERROR(Empty, "_queue.Empty", Error);

INTERLEAVE_ERROR(BrokenBarrierError, "threading.BrokenBarrierError", RuntimeError);

}  // namespace interleave
