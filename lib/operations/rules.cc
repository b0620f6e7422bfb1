#include <sne/reading_names.hpp>

#include "reading.hpp"

/// The `policy` of an operation: section 6 of docs/events.md.
namespace sne::answering {

namespace {

constexpr std::string_view policy_keys = "name unknown horizon renewal_base couples expired_commission lapse no_answer reactivation_e reactivation_c readings";
constexpr std::array<std::string_view, 2> unknown_names{"ask", "presume_met"};
constexpr std::array<std::string_view, 2> base_names{"presentation", "anniversary"};
constexpr std::array<std::string_view, 2> couples_names{"named", "all"};
constexpr std::array<std::string_view, 2> commission_names{"warn", "refuse"};
constexpr std::array<std::string_view, 2> policy_names{"law", "sne"};
constexpr std::int16_t most_months = 1200;

enum class Start : std::uint8_t { law, sne };

std::optional<std::int16_t> months(const In& in, std::string_view key) {
  const auto given = in.number_if<std::int16_t>(key);
  if (given && (*given < 0 || *given > most_months)) refuse(Errc::bad_number, in.path(key));
  return given;
}

Policy read_policy(const In& said) {
  const bool lawful = said.has("name") && said.option<Start>("name", policy_names) == Start::law;
  Policy policy = lawful ? Policy::law() : Policy::sne();
  policy.unknown = said.option<UnknownFacts>("unknown", unknown_names);
  policy.horizon = said.code_if<BeyondHorizon>("horizon");
  policy.renewal_base = said.option<RenewalBase>("renewal_base", base_names);
  policy.couples = said.option<Couples>("couples", couples_names);
  policy.expired_commission = said.option<ExpiredCommission>("expired_commission", commission_names);
  policy.tolerances = {months(said, "lapse"), months(said, "no_answer"), months(said, "reactivation_e"), months(said, "reactivation_c")};
  if (said.has("readings")) take_readings(said.object("readings"), policy);
  return policy;
}

LawBook amended(const In& said, LawBook law) {
  if (const auto start = said.day_if("national_number_start")) law = law.with_national_number_start(*start);
  if (!said.has("suspensions")) return law;
  for (const Json& period : said.list("suspensions")) {
    const std::string path = said.path("suspensions");
    if (!period.is_array() || period.size() != 2 || !period[0].is_string() || !period[1].is_string()) refuse(Errc::wrong_type, path);
    const auto day = [&](std::size_t i) { return read(Date::parse(period[i].get_ref<const std::string&>()), path); };
    law = read(law.with_suspension({day(0), day(1)}), path);
  }
  return law;
}

}  // namespace

void take_readings(const In& in, Policy& policy) {
  for (const auto& [name, choice] : in.json().items()) {
    if (!choice.is_string()) refuse(Errc::wrong_type, in.path({}));
    if (const auto fault = set_reading(policy.readings, name, choice.get_ref<const std::string&>())) refuse(*fault, in.path({}));
  }
}

Policy policy_of(const In& in) {
  if (!in.has("policy")) return Policy::sne();
  const In said = in.object("policy");
  said.expect(policy_keys);
  return read_policy(said);
}

Rules rules_of(const In& in, const LawBook& law) {
  if (!in.has("policy")) return {law, Policy::sne()};
  const In said = in.object("policy");
  said.expect(std::string(policy_keys) + " national_number_start suspensions");
  return {amended(said, law), read_policy(said)};
}

}  // namespace sne::answering
