#include "demo.h"
#include "python/print.h"
#include "python/repr.h"

using namespace interleave;

namespace {

constexpr Integer kId{.name = "emp_id", .label = "emp_id", .standard = 102, .min = 0, .max = 99999};
constexpr Text kName{.name = "name", .label = "name", .standard = "Rahul"};
constexpr OneOf kCall{.name = "call",
                      .label = "The call",
                      .standard = "print(emp)",
                      .choices = {"print(emp)", "print(repr(emp))", "print([emp])"}};

struct Employee {
  long emp_id;
  std::string name;
};

std::string repr(const Employee& self) {
  return format(" repr. Employee(emp_id={}, name='{}')", self.emp_id, self.name);
}

std::string to_text(const Employee& self) {
  return format(" str. Employee ID: {}, Name: {}", self.emp_id, self.name);
}

void magic_methods(const Arguments& arguments) {
  const Employee emp{arguments[kId], arguments[kName]};
  const std::string call = arguments[kCall];
  if (call == "print(emp)") print(to_text(emp));
  if (call == "print(repr(emp))") print(repr(emp));
  if (call == "print([emp])") print("[" + repr(emp) + "]");
}

constexpr Demo kDemo{
    .id = "magic_methods",
    .title = "repr and str",
    .chapter = 7,
    .order = 3,
    .teaches =
        "An object has two texts: str is for the reader, and print takes it; repr is for the "
        "programmer, and the prompt and every container take that.",
    .look = "Which of the two texts comes out, with each of the calls.",
    .question = "A list of employees is printed. Whose texts are in it, str's or repr's?",
    .notebook =
        "A class with both methods: the bare name in the middle of a cell shows nothing, print "
        "shows "
        "str.",
    .parameters = {parameter(kId), parameter(kName), parameter(kCall)},
    .presets = {{"notebook", {{"emp_id", "102"}, {"name", "Rahul"}, {"call", "print(emp)"}}}},
    .expected = {{.values = {},
                  .fates = {"finished"},
                  .outputs = {" str. Employee ID: 102, Name: Rahul\n"}},
                 {.values = {{"call", "print([emp])"}},
                  .fates = {"finished"},
                  .outputs = {"[ repr. Employee(emp_id=102, name='Rahul')]\n"}}},
    .threads = [](const Arguments&) { return 1u; },
    .body = magic_methods,
};

const Registration registration(kDemo);

}  // namespace

/* python
class Employee:  #= struct Employee
    def __init__(self, emp_id, name):
        self.emp_id = emp_id  #= long emp_id
        self.name = name  #= std::string name

    def __repr__(self):  #= std::string repr
        return f" repr. Employee(emp_id={self.emp_id}, name='{self.name}')"  #= " repr. Employee(
    def __str__(self):  #= std::string to_text
        return f" str. Employee ID: {self.emp_id}, Name: {self.name}"  #= " str. Employee ID: {}

emp = Employee(102, "Rahul")  #= const Employee emp{
emp
print(emp)  #= print(to_text
*/
