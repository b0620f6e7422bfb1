#include <string>

#include <sne/verdict_tree.hpp>

#include "convert.hpp"
#include "module.hpp"

/// Verdicts in words, and the words of eligibility.
namespace sne::python {

namespace {

std::string explain_question(const py::str& question, const std::string& language, const std::string& form, const LawBook& law,
                             const Policy& policy) {
  const bool json = form == "json";
  if (!json && form != "text") raise_format_error(Errc::unknown_code, "form", py::make_tuple("json", "text"));
  const Language in = to_code<Language>(to_str(language), "language");
  const Utf8 text(question);
  const py::gil_scoped_release unlocked;
  return json ? explain_json(text.view(), law, policy, in) : explain_text(text.view(), law, policy, in);
}

}  // namespace

void bind_verdict_words(py::module_& core) {
  core.def("explain_verdict", &explain_question, py::arg("question"), py::arg("language") = "fr", py::arg("form") = "json",
           py::arg("law") = LawBook::builtin(), py::arg("policy") = Policy::sne(),
           "The verdicts of one question (JSON of docs/households.md), each in words with the tree of what was read, tried and met: a JSON list, or "
           "plain text. A fault is said in words. The answer holds the household's figures: treat it as the file.");
  const auto money = [](std::int64_t cents, const std::string& language) {
    return money_in_words(cents, to_code<Language>(to_str(language), "language"));
  };
  core.def("money_in_words", money, py::arg("cents"), py::arg("language") = "fr", "An amount of cents as each language prints it: '52 740 €', '€52,740'.");
}

}  // namespace sne::python
