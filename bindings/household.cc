#include <string>

#include <pybind11/stl.h>

#include <sne/household_reader.hpp>

#include "convert.hpp"
#include "module.hpp"

/// Doors of eligibility: JSON in, JSON out.
namespace sne::python {

namespace {

std::string evaluate_text(const py::str& question, const LawBook& law, const Policy& policy) {
  const Utf8 text(question);
  const py::gil_scoped_release unlocked;
  return evaluate_json(text.view(), law, policy);
}

}  // namespace

void bind_household(py::module_& core) {
  core.def("evaluate_json", &evaluate_text, py::arg("question"), py::arg("law") = LawBook::builtin(), py::arg("policy") = Policy::sne(),
           "The verdicts of one question as a JSON list, or its fault: docs/households.md.");
}

}  // namespace sne::python
