#include <string>

#include <pybind11/stl.h>

#include <sne/holidays.hpp>
#include <sne/information.hpp>

#include "convert.hpp"
#include "module.hpp"

/// Who reads the data of a demand, and on which days counters are open.
namespace sne::python {

namespace {

constexpr const char* region_names[] = {"metropolitan", "alsace_moselle", "alsace_moselle_no_good_friday", "guadeloupe", "martinique",
                                        "guyane",       "reunion",        "mayotte"};

HolidayRegion region_named(const std::string& name) { return to_option<HolidayRegion>(name, region_names, "region"); }

py::tuple reading_allowed(const py::object& reader, Date day, const py::object& own_territory, const py::object& for_allocation, const LawBook& law) {
  ReadRequest request;
  request.reader = to_code<Reader>(reader, "reader");
  request.day = day;
  request.own_territory = to_code<Fact>(own_territory, "own_territory");
  request.for_allocation = to_code<Fact>(for_allocation, "for_allocation");
  const Decision decision = may_read(request, law);
  py::list reasons;
  for (const Reason& reason : decision.reasons.all()) reasons.append(to_str(text(reason.code)));
  py::list missing;
  for (std::size_t i = 0; i < field_count; ++i) {
    if (decision.missing.holds(static_cast<Field>(i))) missing.append(to_str(text(static_cast<Field>(i))));
  }
  return py::make_tuple(to_str(text(decision.outcome)), py::tuple(reasons), py::tuple(missing));
}

}  // namespace

void bind_access(py::module_& core) {
  core.def("may_read", &reading_allowed, py::arg("reader"), py::arg("day"), py::kw_only(), py::arg("own_territory") = py::none(),
           py::arg("for_allocation") = py::none(), py::arg("law") = LawBook::builtin(),
           "May this reader read a demand (droit d'accès)? Outcome, codes of the reasons, missing facts.");
  core.def(
      "is_working_day", [](Date day, const std::string& region) { return read(is_working_day(day, region_named(region)), "day"); }, py::arg("day"),
      py::arg("region") = "metropolitan", "Whether a day is neither Saturday, Sunday nor holiday (jour ouvrable), from 2000 on.");
  core.def(
      "next_working_day", [](Date day, const std::string& region) { return read(next_working_day(day, region_named(region)), "day"); },
      py::arg("day"), py::arg("region") = "metropolitan",
      "The day itself when it is worked, else the first working day after it. 2024-03-29: itself; 2024-04-02 in 'alsace_moselle'.");
}

}  // namespace sne::python
