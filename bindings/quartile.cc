#include <vector>

#include <pybind11/stl.h>

#include <sne/composition.hpp>
#include <sne/household_reader.hpp>
#include <sne/quartile_thresholds.hpp>

#include "convert.hpp"
#include "module.hpp"

/// The first quartile and the size of a dwelling, step by step.
namespace sne::python {

namespace {

std::int32_t units_of(const py::sequence& births, Date day) {
  std::vector<Date> others;
  for (const py::handle born : births) others.push_back(to_date(born, "births"));
  return read(consumption_units(others, day), "births").tenths();
}

/// The holder is 10 tenths, another person 5 or 3: any way to reach the tenths is as good as another.
ConsumptionUnits units_from(std::int32_t tenths) {
  const std::int32_t others = tenths - 10;
  for (std::int32_t small = 0; small < 5 && 3 * small <= others; ++small) {
    if ((others - 3 * small) % 5 == 0 && others < 5000) return {(others - 3 * small) / 5, small};
  }
  raise_format_error(Errc::bad_number, "tenths");
}

std::optional<std::int32_t> threshold_of(const std::string& siren, Date day, const Policy& policy) {
  return read(threshold_on(siren, day, policy.readings.quartile_year), "siren").first();
}

py::object quartile_said(std::optional<std::int64_t> monthly_cents, std::int32_t tenths, std::optional<std::int32_t> threshold, std::int64_t housing_benefit,
                         std::int64_t alimony_paid, const Policy& policy) {
  MonthlyResources month;
  month.cents = monthly_cents;
  month.housing_benefit = housing_benefit;
  month.alimony_paid = alimony_paid;
  const auto resources = read(quartile_resources(month, policy.readings.alimony_paid), "monthly_cents");
  return from_code(read(first_quartile(resources, units_from(tenths), threshold, policy.readings.quartile_comparison), "threshold").answer);
}

std::int32_t housed(const py::str& question) {
  const QuestionResult asked = read_question(Utf8(question).view());
  if (const auto* wrong = std::get_if<QuestionFault>(&asked)) raise_format_error(wrong->code, "question");
  return persons_to_house(std::get<EligibilityQuestion>(asked).household());
}

}  // namespace

void bind_quartile(py::module_& core) {
  core.def("consumption_units", &units_of, py::arg("births"), py::arg("day"),
           "Tenths of a unit of the holder and of the other persons, by their births (unités de consommation): 18 for a couple and a child of 13.");
  core.def("quartile_threshold", &threshold_of, py::arg("siren"), py::arg("day"), py::arg("policy") = Policy::sne(),
           "Threshold of the first quartile of an intercommunal body, in euros a unit and a year; None where the order does not list it.");
  core.def("first_quartile", &quartile_said, py::arg("monthly_cents"), py::arg("tenths"), py::arg("threshold"), py::kw_only(),
           py::arg("housing_benefit") = 0, py::arg("alimony_paid") = 0, py::arg("policy") = Policy::sne(),
           "'first', 'above' or 'not_concerned'; None when nothing was declared (premier quartile). 78800 cents, 10, 9456: 'above'.");
  core.def("persons_to_house", &housed, py::arg("question"), "Persons that the size of a dwelling counts, of a question in JSON: docs/households.md.");
}

}  // namespace sne::python
