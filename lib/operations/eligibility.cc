#include <sne/eligibility.hpp>

#include <sne/communes.hpp>
#include <sne/household_quartile.hpp>
#include <sne/household_reader.hpp>
#include <sne/law_table.hpp>
#include <sne/quartile_thresholds.hpp>
#include <sne/reading_names.hpp>
#include <sne/verdict_tree.hpp>

#include "families.hpp"
#include "writing.hpp"

/// Zones, ceilings, households, verdicts and the first quartile. A question is a document of docs/households.md, read by its own reader.
namespace sne::answering {

namespace {

Policy policy_with_readings(const In& in) {
  Policy policy = policy_of(in);
  if (in.has("readings")) take_readings(in.object("readings"), policy);
  return policy;
}

Commune commune_of(const In& in) { return read(Commune::parse(in.text("commune")), in.path("commune")); }

Json zone(const In& in, const LawBook& /*law*/) {
  const auto reading = in.has("pierrefitte") ? in.code<Pierrefitte>("pierrefitte") : policy_of(in).readings.pierrefitte;
  const ZoneAnswer answer = ceiling_zone(commune_of(in).whole_city(), in.day("day"), reading);
  return {{"zone", shown(text(answer.zone))}, {"rule", shown(answer.rule)}, {"mark", shown(answer.mark)}};
}

Json commune(const In& in, const LawBook& /*law*/) {
  const Commune code = commune_of(in);
  const auto record = find_commune(code);
  const auto epci = epci_of(code);
  Json said{{"commune", shown(code.code())}, {"departement", shown(code.departement())}, {"name", record ? shown(record->name) : Json(nullptr)},
            {"epci", epci ? shown(epci->siren) : Json(nullptr)}, {"epci_name", epci ? shown(epci->name) : Json(nullptr)}};
  if (const auto day = in.day_if("day")) said["current"] = shown(read(current_commune(code, *day), in.path("commune")).code());
  return said;
}

/// A count of the household: what cannot be one is a category that does not exist.
std::uint8_t small(const In& in, std::string_view key, std::uint8_t other) {
  const auto given = in.number_or<std::int64_t>(key, other);
  if (!std::in_range<std::uint8_t>(given)) refuse(Errc::bad_category, in.path(key));
  return static_cast<std::uint8_t>(given);
}

Json amount(const CeilingAmount& found) {
  return {{"euros", found.known() ? Json(found.euros) : Json(nullptr)}, {"mark", shown(found.mark)}, {"rule", shown(found.rule)}};
}

Json ceiling_of(const In& in, const LawBook& law) {
  const HouseholdCategory household{small(in, "category", 1), small(in, "extra", 0)};
  const auto found = ceiling(in.code<Product>("product"), in.code<CeilingZone>("zone"), household, in.day("day"), law, policy_with_readings(in));
  Json said = amount(read(found, {}));
  said["order"] = found->known() ? Json(std::string(law.ceiling_order(found->order).citation.id)) : Json(nullptr);
  return said;
}

Json ceilings(const In& in, const LawBook& law) {
  const std::optional<Product> product = in.has("product") ? std::optional(in.code<Product>("product")) : std::nullopt;
  const Result<std::string> table = law_table(in.day("day"), law, policy_with_readings(in), TableForm::json, product);
  return {{"ceilings", Json::parse(read(table, in.path("day")))}};
}

Json intermediate(const In& in, const LawBook& /*law*/) {
  return amount(pli_ceiling(in.code<PliZone>("zone"), in.code<PliRow>("row"), in.day("day")));
}

Json category(const In& in, const LawBook& /*law*/) {
  const HouseholdCount count{in.number<std::int32_t>("persons"), in.number_or<std::int32_t>("dependants", 0), in.fact("young_couple") == Fact::yes,
                             in.fact("disabled") == Fact::yes};
  const CategoryAnswer found = read(household_category(count, in.code_if<LoneParentExtra>("lone_parent_extra")), {});
  return {{"category", found.category.category}, {"extra", found.category.extra}, {"rule", shown(text(found.basis))}};
}

EligibilityQuestion question_of(const In& in) {
  QuestionResult asked = read_question(in.value("question").dump(), {.policy = policy_of(in)});
  if (const auto* fault = std::get_if<QuestionFault>(&asked)) refuse(fault->code, in.path("question") + fault->path, fault->at);
  return std::get<EligibilityQuestion>(std::move(asked));
}

Json size(const In& in, const LawBook& /*law*/) {
  const EligibilityQuestion question = question_of(in);
  return {{"persons", persons_to_house(question.household())}};
}

/// The verdict on the product asked, or on the first one of the zone; and the verdicts of all.
Json evaluated(const In& in, const LawBook& law) {
  const Json verdicts = Json::parse(evaluate_json(in.value("question").dump(), law, policy_of(in)));
  Json said = verdicts.front();
  if (!said.contains("fault")) said["verdicts"] = verdicts;
  return said;
}

Json explained(const In& in, const LawBook& law) {
  const std::string question = in.value("question").dump();
  const auto language = in.code_if<Language>("language");
  const Json verdicts = Json::parse(explain_json(question, law, policy_of(in), language));
  if (verdicts.front().contains("fault")) return verdicts.front();
  return {{"verdicts", verdicts}, {"text", explain_text(question, law, policy_of(in), language)}};
}

// The first quartile

Json units(const In& in, const LawBook& /*law*/) {
  std::vector<Date> births;
  for (const std::string& born : in.texts("births")) births.push_back(read(Date::parse(born), in.path("births")));
  const Result<ConsumptionUnits> found = consumption_units(births, in.day("day"));
  if (!found) refuse_row(found.error(), in.path("births"));
  return {{"tenths", found->tenths()}};
}

Json threshold(const In& in, const LawBook& /*law*/) {
  const auto found = read(threshold_on(in.text("siren"), in.day("day"), in.code_if<QuartileYear>("quartile_year")), in.path("siren"));
  return {{"euros", shown(found.first())}, {"year", found.year}, {"rule", shown(found.rule)}, {"mark", shown(found.mark)}};
}

/// Units that add up to so many tenths: 10 for the holder, then halves and 0.3; any way to reach them will do.
ConsumptionUnits units_of(const In& in) {
  constexpr std::int32_t most = 10'000;
  const std::int32_t others = in.number<std::int32_t>("tenths") - 10;
  for (std::int32_t children = 0; others <= most && 3 * children <= others; ++children) {
    if ((others - 3 * children) % 5 == 0 && children < 1000 && (others - 3 * children) / 5 < 1000) return {(others - 3 * children) / 5, children};
  }
  refuse(Errc::bad_number, in.path("tenths"));
}

Json quartile(const In& in, const LawBook& /*law*/) {
  const Readings readings = policy_with_readings(in).readings;
  MonthlyResources month;
  month.cents = in.number_if<std::int64_t>("monthly_cents");
  month.housing_benefit = in.number_or<std::int64_t>("housing_benefit", 0);
  month.alimony_paid = in.number_or<std::int64_t>("alimony_paid", 0);
  const auto resources = read(quartile_resources(month, readings.alimony_paid), in.path("monthly_cents"));
  const auto found = read(first_quartile(resources, units_of(in), in.number_if<std::int32_t>("threshold"), readings.quartile_comparison),
                          in.path("threshold"));
  const std::string_view said = text(found.answer);
  return {{"answer", said.empty() ? "unknown" : std::string(said)}, {"rule", shown(found.rule)}, {"mark", shown(found.mark)}};
}

constexpr std::array list{
    Operation{{"zone", "*commune *day pierrefitte policy"}, zone},
    Operation{{"commune", "*commune day"}, commune},
    Operation{{"ceiling", "*product *zone *category extra *day readings policy"}, ceiling_of},
    Operation{{"ceilings", "*day product readings policy"}, ceilings},
    Operation{{"intermediate", "*zone *row *day"}, intermediate},
    Operation{{"category", "*persons dependants young_couple disabled lone_parent_extra"}, category},
    Operation{{"size", "*question policy"}, size},
    Operation{{"evaluate", "*question policy"}, evaluated},
    Operation{{"explain", "*question policy language"}, explained},
    Operation{{"units", "*births *day"}, units},
    Operation{{"threshold", "*siren *day quartile_year"}, threshold},
    Operation{{"quartile", "monthly_cents housing_benefit alimony_paid *tenths threshold readings policy"}, quartile},
};

}  // namespace

constinit const std::span<const Operation> of_eligibility = list;

}  // namespace sne::answering
