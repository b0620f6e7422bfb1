#include <sne/ceiling.hpp>
#include <sne/columns.hpp>
#include <sne/commune.hpp>
#include <sne/composition.hpp>

#include "door.hpp"

/// Zones, categories, ceilings and the income verdict of one household.
namespace sne::door {

namespace {

HouseholdCategory category_in(std::int32_t category, std::int32_t extra) {
  return {narrow<std::uint8_t>(category, Errc::bad_category, "category"), narrow<std::uint8_t>(extra, Errc::bad_category, "extra")};
}

std::optional<std::int64_t> amount_if(std::int64_t cents, std::string_view name) {
  if (cents == SNE_NO_AMOUNT) return std::nullopt;
  if (!household::amount_in_range(cents)) fail(Errc::bad_amount, name);
  return cents;
}

LaterSum later_sum(std::int64_t cents, std::string_view name) {
  const auto known = amount_if(cents, name);
  return {known.has_value(), known.value_or(0)};
}

}  // namespace

}  // namespace sne::door

using namespace sne::door;

extern "C" {

int32_t sne_zone_of_commune(const char* commune, int64_t commune_size, int32_t on, const sne_policy* policy, int32_t* zone, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne::Commune code = read(sne::Commune::parse(text_in(commune, commune_size, "commune")), "commune");
    given(zone, "zone") = number_of(ceiling_zone(code.whole_city(), day_in(on, "on"), policy_in(policy).readings.pierrefitte).zone);
  });
}

int32_t sne_category(int32_t persons, int32_t dependants, int32_t young_couple, int32_t disabled, const sne_policy* policy, int32_t* category,
                     int32_t* extra, int32_t* rule, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne::HouseholdCount count{persons, dependants, young_couple != 0, disabled != 0};
    const sne::CategoryAnswer found = read(household_category(count, policy_in(policy).readings.lone_parent_extra), "persons");
    given(category, "category") = found.category.category;
    given(extra, "extra") = found.category.extra;
    given(rule, "rule") = number_of(found.basis);
  });
}

int32_t sne_ceiling(int32_t product, int32_t zone, int32_t category, int32_t extra, int32_t on, const sne_law* law, const sne_policy* policy,
                    int32_t* euros, int32_t* mark, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne::CeilingAmount found = read(ceiling(code_in<sne::Product>(product, "product"), code_in<sne::CeilingZone>(zone, "zone"),
                                                  category_in(category, extra), day_in(on, "on"), law_in(law), policy_in(policy)),
                                          "category");
    given(euros, "euros") = found.euros;
    given(mark, "mark") = number_of(found.mark);
  });
}

int32_t sne_judge_incomes(const sne_incomes* incomes, const sne_law* law, const sne_policy* policy, sne_income_verdict* verdict,
                          sne_fault* fault) {
  return guarded(fault, [&] {
    const sne_incomes said = struct_in(incomes, "incomes");
    const sne::CeilingAmount bound = read(
        ceiling(code_in<sne::Product>(said.product, "product"), code_in<sne::CeilingZone>(said.zone, "zone"), category_in(said.category, said.extra),
                day_in(said.day, "day"), law_in(law), policy_in(policy)),
        "category");
    const sne::IncomeVerdict found =
        judge_incomes(amount_if(said.n_2, "n_2"), later_sum(said.n_1, "n_1"), later_sum(said.months, "months"), bound.euros);
    sne_income_verdict made{};
    made.outcome = number_of(found.outcome);
    made.basis = number_of(found.basis);
    made.reason = number_of(found.reason);
    made.ceiling = bound.euros;
    made.income = found.income;
    made.margin = found.margin;
    struct_out(verdict, made, "verdict");
  });
}

}  // extern "C"
