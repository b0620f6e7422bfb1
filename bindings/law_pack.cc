#include "law_pack.hpp"

#include <string>
#include <vector>

#include <pybind11/operators.h>
#include <pybind11/stl.h>

#include <sne/law_pack.hpp>
#include <sne/law_table.hpp>

#include "module.hpp"

/// Income ceilings and law packs.
namespace sne::python {

namespace {

/// An amount with its citation, free of the book it came from.
struct CitedCeiling {
  CeilingAmount amount;
  std::string citation, article, title, source;
  Date from, to;

  friend bool operator==(const CitedCeiling&, const CitedCeiling&) = default;
};

CitedCeiling cited(const CeilingAmount& amount, const LawBook& law) {
  const Citation citation = ceiling_citation(amount, law);
  const auto copy = [](std::string_view text) { return std::string(text); };
  return {amount, copy(citation.id), copy(citation.article), copy(citation.title), copy(ceiling_source(amount, law)), citation.from, citation.to};
}

/// A small count from Python: out of range is the fault of the field, not of the conversion.
std::uint8_t small(long value, std::string_view field) {
  if (value < 0 || value > 255) raise_format_error(Errc::bad_category, field);
  return static_cast<std::uint8_t>(value);
}

CitedCeiling ceiling_of(const py::object& product, const py::object& zone, long category, long extra, Date day, const LawBook& law,
                        const Policy& policy) {
  const HouseholdCategory household{small(category, "category"), small(extra, "extra")};
  const auto amount = ceiling(to_code<Product>(product, "product"), to_code<CeilingZone>(zone, "zone"), household, day, law, policy);
  return cited(read(amount, "ceiling"), law);
}

CitedCeiling pli_ceiling_of(const py::object& zone, const py::object& row, Date day) {
  return cited(pli_ceiling(to_code<PliZone>(zone, "zone"), to_code<PliRow>(row, "row"), day), LawBook(LawBook::builtin()));
}

std::string table_of(Date day, const std::string& form, const py::object& product, const LawBook& law, const Policy& policy) {
  std::optional<Product> only;
  if (!product.is_none()) only = to_code<Product>(product, "product");
  return read(law_table(day, law, policy, to_code<TableForm>(py::str(form), "form"), only), "day");
}

/// A pack from Python, as it came; None is a programming error.
std::string_view bytes_of(const py::bytes& pack) { return static_cast<std::string_view>(pack); }

[[noreturn]] void raise_pack_fault(const LawPackFault& fault) {
  const py::object type = py::module_::import("sne._errors").attr("FormatError");
  const py::object expected = fault.expected.empty() ? py::object(py::none()) : py::object(py::make_tuple(fault.expected));
  const py::object error = type(to_str(text(fault.code)), fault.at, fault.path, expected, fault.row);
  PyErr_SetObject(type.ptr(), error.ptr());
  throw py::error_already_set();
}

LawBook load(const py::bytes& pack, const LawBook& onto) {
  const LawPackReport report = check_law_pack(bytes_of(pack), onto);
  if (!report.law) raise_pack_fault(report.faults.front());
  return *report.law;
}

/// A report, with the book where Python can hold it.
struct SharedReport {
  LawPackReport said;
  SharedLaw law;
};

SharedReport check(const py::bytes& pack, const LawBook& onto) {
  SharedReport report{check_law_pack(bytes_of(pack), onto), nullptr};
  if (report.said.law) report.law = std::make_shared<LawBook>(*report.said.law);
  return report;
}

py::tuple faults_of(const SharedReport& report) {
  py::tuple faults(report.said.faults.size());
  for (std::size_t i = 0; i < faults.size(); ++i) faults[i] = py::cast(report.said.faults[i]);
  return faults;
}

py::object optional_text(const std::string& text) { return text.empty() ? py::object(py::none()) : py::object(to_str(text)); }

// Pickles.

py::tuple order_state(const AddedOrder& order) {
  return py::make_tuple(to_str(order.id.view()), to_str(order.article.view()), to_str(order.title.view()), to_str(order.source.view()),
                        from_date(order.from), from_date(order.to), to_str(text(order.mark)), from_date(order.dated), from_date(order.published));
}

Mark mark_named(const std::string& name) {
  for (const Mark mark : {Mark::text, Mark::practice, Mark::convention, Mark::unverified}) {
    if (text(mark) == name) return mark;
  }
  raise_format_error(Errc::unknown_code, "mark");
}

AddedOrder order_from(const py::tuple& state) {
  AddedOrder order;
  const auto take = [&state](std::size_t i, auto& into) { into = read(std::decay_t<decltype(into)>::of(state[i].cast<std::string>()), "citations"); };
  take(0, order.id);
  take(1, order.article);
  take(2, order.title);
  take(3, order.source);
  order.from = to_date(state[4]);
  order.to = to_date(state[5]);
  order.mark = mark_named(state[6].cast<std::string>());
  if (!state[7].is_none()) order.dated = to_date(state[7]);
  if (!state[8].is_none()) order.published = to_date(state[8]);
  return order;
}

py::tuple vintage_state(const CeilingVintage& vintage) {
  py::list tables;
  for (const CeilingTable& table : vintage.tables) {
    py::list cells;
    for (const CeilingCell& cell : table.cells) cells.append(py::make_tuple(cell.euros, to_str(text(cell.mark)), cell.source));
    tables.append(py::make_tuple(table.order, py::tuple(cells)));
  }
  return py::make_tuple(from_date(vintage.from), from_date(vintage.to), py::tuple(tables));
}

CeilingVintage vintage_from(const py::tuple& state) {
  CeilingVintage vintage{to_date(state[0]), to_date(state[1]), {}};
  const auto tables = state[2].cast<py::tuple>();
  if (tables.size() != ceiling_series_count) raise_format_error(Errc::bad_length, "tables");
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const auto table = tables[i].cast<py::tuple>();
    const auto cells = table[1].cast<py::tuple>();
    if (cells.size() != ceiling_cell_count) raise_format_error(Errc::bad_length, "cells");
    vintage.tables[i].order = table[0].cast<std::uint8_t>();
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const auto cell = cells[c].cast<py::tuple>();
      const auto source = cell[2].cast<std::uint8_t>();
      if (source >= law::ceiling_sources.size()) raise_format_error(Errc::unknown_code, "source");
      vintage.tables[i].cells[c] = {cell[0].cast<std::int32_t>(), mark_named(cell[1].cast<std::string>()), source};
    }
  }
  return vintage;
}

void bind_ceilings(py::module_& core) {
  py::class_<CitedCeiling>(core, "Ceiling", "An income ceiling (plafond de ressources), whole euros a year, with its citation.")
      .def_property_readonly(
          "euros", [](const CitedCeiling& self) { return self.amount.known() ? py::object(py::int_(self.amount.euros)) : py::object(py::none()); },
          "The amount; None where no text was seen.")
      .def_property_readonly("mark", [](const CitedCeiling& self) { return to_str(text(self.amount.mark)); },
                             "'text' for what was read, 'convention' for what was computed.")
      .def_property_readonly("rule", [](const CitedCeiling& self) { return to_str(id_of(self.amount.rule)); }, "The rule that gives it.")
      .def_readonly("citation", &CitedCeiling::citation, "Key of the order: 'arr2025-12-19'.")
      .def_readonly("article", &CitedCeiling::article, "What the order amends.")
      .def_readonly("title", &CitedCeiling::title, "The order.")
      .def_readonly("source", &CitedCeiling::source, "Where the amount was read.")
      .def_property_readonly("in_force_from", [](const CitedCeiling& self) { return from_date(self.from); }, "First day of the order.")
      .def_property_readonly("in_force_to", [](const CitedCeiling& self) { return from_date(self.to); }, "Last day of the order.")
      .def(py::self == py::self)
      .def("__hash__", [](const CitedCeiling& self) { return py::hash(py::make_tuple(self.amount.euros, self.citation)); })
      .def("__repr__", [](const CitedCeiling& self) {
        return self.amount.known() ? py::str("<sne.Ceiling {} EUR; {}; {}>").format(self.amount.euros, to_str(text(self.amount.mark)), self.citation)
                                   : py::str("<sne.Ceiling unknown>");
      });
  core.def("ceiling", &ceiling_of, py::arg("product"), py::arg("zone"), py::arg("category"), py::arg("extra"), py::arg("day"),
           py::arg("law") = LawBook::builtin(), py::arg("policy") = Policy::sne(),
           "The ceiling of a household on a day: product 'PLAI', 'PLUS', 'PLS', 'LLTS', 'LLS'; zone of the dwelling 'paris_communes_limitrophes', "
           "'ile_de_france', 'autres_regions', 'dom', or None; category 1 to 6; persons above the sixth category.\n\n"
           ">>> ceiling('PLUS', 'ile_de_france', 3, 0, '2026-03-12').euros\n48362");
  core.def("pli_ceiling", &pli_ceiling_of, py::arg("zone"), py::arg("row"), py::arg("day"),
           "The ceiling of an intermediate dwelling (logement intermédiaire), known for 2019, a part of 2020 and 2024.");
  core.def("law_table", &table_of, py::arg("day"), py::arg("form") = "text", py::arg("product") = py::none(), py::arg("law") = LawBook::builtin(),
           py::arg("policy") = Policy::sne(), "Every ceiling of a day with its citation, its mark and its source, as 'text', 'json' or 'csv'.");
}

void bind_packs(py::module_& core) {
  py::class_<LawPackFault>(core, "LawPackFault", "What is wrong in a law pack, and where.")
      .def_property_readonly("code", [](const LawPackFault& self) { return to_str(text(self.code)); }, "Frozen code: 'PACK_RATE'.")
      .def_readonly("path", &LawPackFault::path, "JSON pointer: '/tables/3/euros/0'; empty for the file as a whole.")
      .def_readonly("row", &LawPackFault::row, "Table or citation, counted from 0.")
      .def_readonly("at", &LawPackFault::at, "Offset in bytes, in the file when the path is empty.")
      .def_property_readonly("expected", [](const LawPackFault& self) { return optional_text(self.expected); }, "What was expected, when one can say it.")
      .def(py::self == py::self)
      .def("__hash__", [](const LawPackFault& self) { return py::hash(py::make_tuple(to_str(text(self.code)), self.path)); })
      .def("__repr__", [](const LawPackFault& self) { return py::str("<sne.LawPackFault {} {}>").format(to_str(text(self.code)), self.path); });
  py::class_<SharedReport>(core, "LawPackReport", "Every fault of a law pack, or the book with its tables.")
      .def_property_readonly("faults", &faults_of, "Empty for a good pack.")
      .def_readonly("law", &SharedReport::law, "The book with the pack; None when it has a fault.")
      .def_property_readonly("id", [](const SharedReport& self) { return self.said.pack ? optional_text(self.said.pack->id) : py::object(py::none()); },
                             "Identifier of the pack, when it could be read.")
      .def_property_readonly("tables", [](const SharedReport& self) { return self.said.pack ? self.said.pack->tables.size() : 0U; }, "How many tables it holds.");
  core.def("check_law_pack", &check, py::arg("pack"), py::arg("onto") = LawBook::builtin(),
           "Reads and checks a law pack (docs/law_packs.md) against the book it is added to.");
  auto book = py::reinterpret_borrow<py::class_<LawBook, SharedLaw>>(core.attr("LawBook"));
  book.def_static("load", &load, py::arg("pack"), py::arg("onto") = LawBook::builtin(),
                  "The book with the ceilings of a law pack, without a rebuild. FormatError for the first fault of the pack.");
  book.def_property_readonly("ceilings_end", [](const LawBook& self) { return from_date(self.ceilings_end()); }, "Last day for which ceilings are held.");
}

}  // namespace

py::tuple added_ceilings_state(const LawBook& law) {
  py::list vintages;
  py::list orders;
  for (const CeilingVintage& vintage : law.added_ceilings()) vintages.append(vintage_state(vintage));
  for (const AddedOrder& order : law.added_orders()) orders.append(order_state(order));
  return py::make_tuple(py::tuple(vintages), py::tuple(orders));
}

LawBook with_added_ceilings(const LawBook& law, const py::tuple& state) {
  LawBook amended = law;
  std::vector<AddedOrder> orders;
  for (const py::handle order : state[1].cast<py::tuple>()) orders.push_back(order_from(order.cast<py::tuple>()));
  for (const py::handle vintage : state[0].cast<py::tuple>()) {
    amended = read(amended.with_ceilings(vintage_from(vintage.cast<py::tuple>()), orders), "ceilings");
    orders.clear();
  }
  return amended;
}

void bind_law_pack(py::module_& core) {
  bind_ceilings(core);
  bind_packs(core);
}

}  // namespace sne::python
