#include <pybind11/operators.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <sne/explain.hpp>
#include <sne/unique_number.hpp>

#include "convert.hpp"
#include "module.hpp"

namespace sne::python {

namespace {

constexpr const char* origin_names[] = {"received", "issued"};
constexpr const char* style_names[] = {"compact", "grouped"};

std::string_view severity_name(IssueSeverity severity) { return severity == IssueSeverity::error ? "error" : "warning"; }

UniqueNumber parse_number(const py::str& text) {
  const Utf8 bytes(text);
  const Result<UniqueNumber> number = UniqueNumber::parse(bytes.view());
  if (!number) raise_format_error({number.error().code, bytes.characters(number.error().at)}, "number");
  return *number;
}

py::tuple check_number(const py::str& text, const std::optional<Date>& reference, const std::optional<Date>& initial_deposit,
                       const std::string& origin) {
  const Utf8 bytes(text);
  const auto from = to_option<NumberOrigin>(origin, origin_names, "origin");
  const NumberIssues issues = UniqueNumber::check(bytes.view(), {reference, initial_deposit, from});
  py::tuple found(issues.size());
  for (std::size_t i = 0; i < issues.size(); ++i) {
    NumberIssue issue = issues[i];
    issue.at = bytes.characters(issue.at);
    found[i] = issue;
  }
  return found;
}

template <class Kept>
Kept keep(const py::str& text, const char* field) {
  const Utf8 bytes(text);
  const Result<Kept> kept = Kept::keep(bytes.view());
  if (!kept) raise_format_error({kept.error().code, bytes.characters(kept.error().at)}, field);
  return *kept;
}

template <class Kept>
void bind_opaque(py::module_& core, const char* name, const char* doc, const char* field) {
  py::class_<Kept>(core, name, doc)
      .def(py::init([field](const py::str& text) { return keep<Kept>(text, field); }), py::arg("text"))
      .def_property_readonly("text", [](const Kept& self) { return to_str(self.text()); }, "The characters, blanks around dropped.")
      .def(py::self == py::self)
      .def(py::self < py::self)
      .def("__hash__", [](const Kept& self) { return py::hash(to_str(self.text())); })
      .def("__str__", [](const Kept& self) { return to_str(self.text()); })
      .def("__repr__", [name](const Kept& self) { return py::str("sne.{}({!r})").format(name, to_str(self.text())); })
      .def(py::pickle([](const Kept& self) { return py::make_tuple(to_str(self.text())); },
                      [field](const py::tuple& state) { return keep<Kept>(py::str(state[0]), field); }));
}

void bind_territory(py::module_& core) {
  const auto parse = [](const py::str& code) {
    const Utf8 bytes(code);
    return read(Territory::parse(bytes.view()), "territory");
  };
  py::class_<Territory>(core, "Territory",
                        "A territory of registration (territoire d'enregistrement), by its code: '059', '02A', '974', '111' for Île-de-France.\n\n"
                        ">>> Territory('059').kind\n'metropolitan'")
      .def(py::init(parse), py::arg("code"))
      .def_static(
          "from_departement", [](const py::str& insee) { return read(Territory::from_departement(Utf8(insee).view()), "territory"); },
          py::arg("insee"), "From the code of a département as INSEE writes it: '59' gives '059', '2A' gives '02A'.")
      .def_property_readonly("code", [](const Territory& self) { return to_str(self.code()); }, "The three characters.")
      .def_property_readonly("kind", [](const Territory& self) { return to_str(text(self.kind())); },
                             "'ile_de_france', 'metropolitan', 'corsica' or 'overseas'.")
      .def_property_readonly("in_ile_de_france", &in_ile_de_france, "Whether it lies in Île-de-France (francilien).")
      .def("registered_as", &registration_territory, py::arg("on"),
           "The territory that registers a demand for this département on a day: '075' is '111' from 2011-03-28.")
      .def(py::self == py::self)
      .def(py::self < py::self)
      .def("__hash__", [](const Territory& self) { return py::hash(to_str(self.code())); })
      .def("__str__", [](const Territory& self) { return to_str(self.code()); })
      .def("__repr__", [](const Territory& self) { return py::str("sne.Territory({!r})").format(to_str(self.code())); })
      .def(py::pickle([](const Territory& self) { return py::make_tuple(to_str(self.code())); },
                      [parse](const py::tuple& state) { return parse(py::str(state[0])); }));
}

void bind_issue(py::module_& core) {
  py::class_<NumberIssue>(core, "NumberIssue", "One remark on a number (anomalie): code, severity, offset in characters, rule.")
      .def_property_readonly("code", [](const NumberIssue& self) { return to_str(text(self.code)); }, "Stable name: 'BAD_MONTH'.")
      .def_property_readonly("severity", [](const NumberIssue& self) { return to_str(severity_name(self.severity)); },
                             "'error': not a number that could be issued; 'warning': worth a look.")
      .def_readonly("at", &NumberIssue::at, "Offset in the text given, separators included.")
      .def_property_readonly("rule", [](const NumberIssue& self) { return to_str(rule(self.code)); }, "Rule of the library: 'number.territory'.")
      .def(
          "explain", [](const NumberIssue& self, const std::string& language) { return explain(self, to_code<Language>(to_str(language), "language")); },
          py::arg("language") = "fr", "The issue in words, 'fr' or 'en'.")
      .def(py::self == py::self)
      .def("__hash__", [](const NumberIssue& self) { return py::hash(py::make_tuple(static_cast<int>(self.code), self.at)); })
      .def("__repr__", [](const NumberIssue& self) {
        return py::str("<sne.NumberIssue {} {} at {}>").format(to_str(text(self.code)), to_str(severity_name(self.severity)), self.at);
      });
}

void bind_unique_number(py::module_& core) {
  py::class_<UniqueNumber>(core, "UniqueNumber",
                           "A well-formed unique number of registration (numéro unique d'enregistrement).\n\n"
                           "Typed with or without separators, in capitals or not, full-width or not. Raises FormatError.\n\n"
                           ">>> UniqueNumber('111 0318 016982 G1104').sequence\n16982")
      .def(py::init(&parse_number), py::arg("text"))
      .def_property_readonly("text", [](const UniqueNumber& self) { return to_str(self.text()); }, "The 18 characters.")
      .def_property_readonly("territory", [](const UniqueNumber& self) {
                               const Territory where = self.territory();
                               return to_str(where.code());
                             }, "Code of the territory: '059'.")
      .def_property_readonly("territory_kind", [](const UniqueNumber& self) { return to_str(text(self.territory_kind())); },
                             "'ile_de_france', 'metropolitan', 'corsica', 'overseas' or 'unknown'.")
      .def_property_readonly("month", &UniqueNumber::month, "Month of the first deposit, 1 to 12.")
      .def_property_readonly("year2", &UniqueNumber::year2, "Year of the first deposit as written, 0 to 99.")
      .def_property_readonly("year4", &UniqueNumber::year4, "Year of the first deposit, 2000 to 2098; None for 99.")
      .def_property_readonly("sequence", &UniqueNumber::sequence, "Running number, 0 to 999999.")
      .def_property_readonly("registrar", [](const UniqueNumber& self) {
                               const RegistrarCode counter = self.registrar();
                               return to_str(counter.code());
                             },
                             "Code of the counter that created the demand (guichet): 'G1104'.")
      .def("format",
           [](const UniqueNumber& self, const std::string& style) {
             const NumberText written = self.format(to_option<NumberStyle>(style, style_names, "style"));
             return to_str(written.view());
           },
           py::arg("style") = "compact", "'compact': 18 characters; 'grouped': '111 0318 016982 G1104'.")
      .def(py::self == py::self)
      .def(py::self < py::self)
      .def("__hash__", [](const UniqueNumber& self) { return std::hash<UniqueNumber>{}(self); })
      .def("__str__", [](const UniqueNumber& self) { return to_str(self.text()); })
      .def("__repr__", [](const UniqueNumber& self) { return py::str("sne.UniqueNumber({!r})").format(to_str(self.text())); })
      .def(py::pickle([](const UniqueNumber& self) { return py::make_tuple(to_str(self.text())); },
                      [](const py::tuple& state) { return parse_number(py::str(state[0])); }));
}

void bind_sequence(py::module_& core) {
  py::class_<NumberSequence>(core, "NumberSequence",
                             "The running number of a series, which the caller keeps (numéro d'ordre).\n\n"
                             ">>> NumberSequence(16981).issue('111', '2018-03-15', 'G1104').format('grouped')\n'111 0318 016982 G1104'")
      .def(py::init([](std::uint32_t last) {
             if (last > NumberSequence::largest) raise_format_error(Errc::bad_number, "last");
             return NumberSequence(last);
           }),
           py::arg("last") = 0)
      .def_property_readonly("last", &NumberSequence::last, "Last number delivered.")
      .def_property_readonly("left", &NumberSequence::left, "How many are left, of 999999.")
      .def("issue",
           [](NumberSequence& self, const py::str& territory, Date deposit, const py::str& registrar) {
             const Territory where = read(Territory::parse(Utf8(territory).view()), "territory");
             const RegistrarCode counter = read(RegistrarCode::parse(Utf8(registrar).view()), "registrar");
             return read(UniqueNumber::generate(where, deposit, counter, self), "number");
           },
           py::arg("territory"), py::arg("deposit"), py::arg("registrar"),
           "Issues the next number (délivrance du numéro). `deposit` is the day of receipt of the complete demand. Raises FormatError, "
           "which leaves the series as it was.")
      .def("__repr__", [](const NumberSequence& self) { return py::str("sne.NumberSequence({})").format(self.last()); })
      .def(py::pickle([](const NumberSequence& self) { return py::make_tuple(self.last()); },
                      [](const py::tuple& state) { return NumberSequence(state[0].cast<std::uint32_t>()); }));
}

}  // namespace

void bind_number(py::module_& core) {
  bind_territory(core);
  bind_issue(core);
  bind_unique_number(core);
  bind_sequence(core);
  bind_opaque<LegacyNumber>(core, "LegacyNumber", "A number of before March 2011 (ancien numéro), kept as given: 1 to 31 printable ASCII characters.", "number");
  bind_opaque<NationalNumber>(core, "NationalNumber", "A national number (numéro unique national), opaque: no text gives its form.", "number");
  core.def("number_possible", [](const py::str& text) { return UniqueNumber::possible(Utf8(text).view()); }, py::arg("text"));
  core.def("number_check", &check_number, py::arg("text"), py::arg("reference") = py::none(), py::arg("initial_deposit") = py::none(),
           py::arg("origin") = "received");
}

}  // namespace sne::python
