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
};

class RuntimeError : public Error {
 public:
  explicit RuntimeError(const std::string& message) : Error("RuntimeError", message) {}
};

class ValueError : public Error {
 public:
  explicit ValueError(const std::string& message) : Error("ValueError", message) {}
};

class IndexError : public Error {
 public:
  explicit IndexError(const std::string& message) : Error("IndexError", message) {}
};

}  // namespace interleave
