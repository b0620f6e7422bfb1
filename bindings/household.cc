#include <string>

#include <pybind11/operators.h>
#include <pybind11/stl.h>

#include <sne/household_files.hpp>
#include <sne/reading_names.hpp>

#include "convert.hpp"
#include "module.hpp"

/// Doors of eligibility: JSON in, JSON out; files; and the steps that may be asked alone.
namespace sne::python {

namespace {

std::string evaluate_text(const py::str& question, const LawBook& law, const Policy& policy) {
  const Utf8 text(question);
  const py::gil_scoped_release unlocked;
  return evaluate_json(text.view(), law, policy);
}

/// Answers on their way to Python, by large pieces: the lock is taken for each piece, not for each household.
class Answers {
 public:
  Answers(const LawBook& law, py::function write, bool with_questions) : law_(law), write_(std::move(write)), with_questions_(with_questions) {}

  void add(const HouseholdEntry& entry) {
    constexpr std::size_t piece = std::size_t{1} << 18;
    std::string line = answer_line(entry, law_);
    const auto* question = std::get_if<EligibilityQuestion>(&entry.question);
    if (with_questions_ && question != nullptr) {
      line.back() = ',';
      line.append("\"question\":").append(to_json(*question)).push_back('}');
    }
    held_.append(line).push_back('\n');
    if (held_.size() >= piece) flush();
  }
  void flush() {
    const py::gil_scoped_acquire locked;
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    if (!held_.empty()) write_(py::bytes(held_));
    held_.clear();
  }

 private:
  const LawBook& law_;
  py::function write_;
  bool with_questions_;
  std::string held_{};
};

QuestionDefaults defaults_of(const py::object& as_of, const py::object& commune, const py::object& product, const Policy& policy) {
  QuestionDefaults made;
  made.policy = policy;
  if (!as_of.is_none()) made.as_of = to_date(as_of, "as_of");
  if (!commune.is_none()) made.commune = read(Commune::parse(Utf8(commune).view()), "commune");
  if (!product.is_none()) made.product = to_code<Product>(product, "product");
  return made;
}

std::optional<QuestionFault> read_text(std::string_view text, HouseholdFormat format, const QuestionDefaults& defaults, const OnHousehold& on_household) {
  HouseholdReader reader(format, defaults, on_household);
  reader.feed(text);
  reader.finish();
  return reader.fault();
}

/// Answers a file named by `source`, or the bytes that it is, through `write`. Returns the fault of the document, as JSON.
py::object answer_households(const py::object& source, const py::function& write, const py::object& format, const py::object& as_of, const py::object& commune,
                             const py::object& product, const LawBook& law, const Policy& policy, bool questions) {
  const QuestionDefaults defaults = defaults_of(as_of, commune, product, policy);
  std::optional<HouseholdFormat> wanted;
  if (!format.is_none()) wanted = to_code<HouseholdFormat>(format, "format");
  const bool in_memory = py::isinstance<py::bytes>(source);
  const std::string path = in_memory ? std::string() : py::str(source).cast<std::string>();
  const std::string_view text = in_memory ? std::string_view(py::reinterpret_borrow<py::bytes>(source)) : std::string_view();
  Answers answers(law, write, questions);
  std::optional<QuestionFault> fault;
  {
    const py::gil_scoped_release unlocked;
    const OnHousehold on_household = [&answers](const HouseholdEntry& entry) { answers.add(entry); };
    fault = in_memory ? read_text(text, wanted ? *wanted : guess_format({}, text), defaults, on_household)
                      : read_household_file(path, wanted, defaults, on_household);
    answers.flush();
  }
  if (!fault) return py::none();
  const std::string list = to_json(EligibilityAnswer{{}, fault}, law);
  return to_str(std::string_view(list).substr(1, list.size() - 2));
}

/// The codes that a field takes, for the message of an error.
template <class... Codes>
py::object codes_of(Input input, const std::pair<Input, Codes>&... lists) {
  py::object found = py::none();
  ((lists.first == input ? void(found = list_of<Codes>()) : void()), ...);
  return found;
}

py::object input_codes(const std::string& field) {
  const Result<Input> input = parse_code<Input>(field);
  if (!input) return py::none();
  return codes_of(*input, std::pair{Input::stage, Stage{}}, std::pair{Input::zone, CeilingZone{}}, std::pair{Input::product, Product{}},
                  std::pair{Input::route, Route{}}, std::pair{Input::body, Body{}}, std::pair{Input::separation, SeparationCase{}},
                  std::pair{Input::care_home, CareHomeOf{}}, std::pair{Input::tie, Tie{}}, std::pair{Input::custody, Custody{}},
                  std::pair{Input::card, Card{}}, std::pair{Input::nationality, Nationality{}}, std::pair{Input::stay, StayPaper{}},
                  std::pair{Input::owns, Owned{}}, std::pair{Input::income, IncomeKind{}});
}

py::tuple category_of(std::int32_t persons, std::int32_t dependants, bool young_couple, bool disabled, const std::string& lone_parent_extra) {
  const auto reading = to_code<LoneParentExtra>(to_str(lone_parent_extra), "lone_parent_extra");
  const CategoryAnswer answer = read(household_category({persons, dependants, young_couple, disabled}, reading), "household");
  return py::make_tuple(answer.category.category, answer.category.extra, to_str(text(answer.basis)));
}

void bind_commune(py::module_& core) {
  py::class_<Commune>(core, "Commune",
                      "The INSEE code of a commune or of an arrondissement (code commune); a postal code is refused.\n\n"
                      ">>> Commune('75113').zone('2026-03-12')\n'paris_communes_limitrophes'")
      .def(py::init([](const py::str& code) { return read(Commune::parse(Utf8(code).view()), "commune"); }), py::arg("code"))
      .def_property_readonly("code", [](const Commune& self) { return to_str(self.code()); }, "Five characters.")
      .def_property_readonly("departement", [](const Commune& self) { return to_str(self.departement()); }, "'59', '2A', '974'.")
      .def_property_readonly("whole_city", &Commune::whole_city, "Paris, Lyon or Marseille for one of their arrondissements, else the commune itself.")
      .def(
          "zone",
          [](const Commune& self, Date day, const std::string& pierrefitte) {
            return from_code(ceiling_zone(self, day, to_code<Pierrefitte>(to_str(pierrefitte), "pierrefitte")).zone);
          },
          py::arg("day"), py::arg("pierrefitte") = "with_saint_denis", "Zone of the ceilings on a day (zone géographique); None where no rule was seen.")
      .def(py::self == py::self)
      .def("__hash__", [](const Commune& self) { return py::hash(to_str(self.code())); })
      .def("__repr__", [](const Commune& self) { return py::str("sne.Commune({!r})").format(to_str(self.code())); })
      .def(py::pickle([](const Commune& self) { return py::make_tuple(to_str(self.code())); },
                      [](const py::tuple& state) { return read(Commune::parse(state[0].cast<std::string>()), "commune"); }));
}

}  // namespace

void bind_household(py::module_& core) {
  bind_commune(core);
  core.def("evaluate_json", &evaluate_text, py::arg("question"), py::arg("law") = LawBook::builtin(), py::arg("policy") = Policy::sne(),
           "The verdicts of one question as a JSON list, or its fault: docs/households.md.");
  core.def("answer_households", &answer_households, py::arg("source"), py::arg("write"), py::kw_only(), py::arg("format") = py::none(),
           py::arg("as_of") = py::none(), py::arg("commune") = py::none(), py::arg("product") = py::none(), py::arg("law") = LawBook::builtin(),
           py::arg("policy") = Policy::sne(), py::arg("questions") = false);
  core.def("household_category", &category_of, py::arg("persons"), py::arg("dependants") = 0, py::kw_only(), py::arg("young_couple") = false,
           py::arg("disabled") = false, py::arg("lone_parent_extra") = "persons",
           "Category 1 to 6, further persons, and the description that decides (catégorie de ménage): (3, 0, 'lone') for a parent and a child.");
  core.def("input_codes", &input_codes, py::arg("field"));
}

}  // namespace sne::python
