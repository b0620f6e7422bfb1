#pragma once

#include <sne/decision.hpp>

/// Who may read the data of a demand, and when an applicant must be received.  (fr: droit d'accès et d'information)
namespace sne {

/// Who asks to read.  (fr: lecteur)
enum class Reader : std::uint8_t {
  applicant,              ///< the applicant, on his own demand
  registrar,              ///< a registrar of R441-2-1
  manager,                ///< gestionnaire territorial
  particular_system,      ///< manager of a particular system
  state_service,          ///< prefect and State services
  mediation_secretariat,  ///< secretariat of the mediation commission
  local_authority,        ///< commune, EPCI or département
  reservation_holder,     ///< holder of reservations that is not a registrar
};

template <>
struct CodeNames<Reader> {
  static constexpr std::array<std::string_view, 8> list{"applicant",     "registrar",             "manager",         "particular_system",
                                                        "state_service", "mediation_secretariat", "local_authority", "reservation_holder"};
};

/// What is asked. The applicant reads his own data at any time; everybody else reads to allocate social housing, within the territory.
struct ReadRequest {
  Reader reader = Reader::applicant;
  Date day{};
  Fact own_territory = Fact::unknown;   ///< the demand lies in the territory of the reader
  Fact for_allocation = Fact::unknown;  ///< the purpose is the allocation of social housing
};

/// May this reader read this demand? Refused with `NO_RIGHT_OF_ACCESS`; incomplete when the territory or the purpose is unknown, which are
/// named by the fields `territory` and `reason`.
/// A commune that asks for a demand outside its territory, or a reservation holder that is not a registrar, is refused.
/// @rule information.access   @law CCH R441-2-6
constexpr Decision may_read(const ReadRequest& request, const LawBook& law) noexcept {
  Decision decision;
  decision.judged_on = request.day;
  decision.rule = Rule::information_access;
  const auto refuse = [&decision](ReasonCode code, Rule rule, Field field) { decision.reasons.add({code, rule, field, std::nullopt}); };
  const auto require = [&](Fact fact, Field field) {
    if (fact == Fact::no) refuse(ReasonCode::no_right_of_access, Rule::information_access, field);
    if (fact == Fact::unknown) decision.missing.add(field);
  };
  decision.law = law.digest();
  if (request.day < law.first_day()) {
    refuse(ReasonCode::before_law, Rule::law_coverage, Field::effective);
  } else if (request.day > law.horizon()) {
    refuse(ReasonCode::beyond_horizon, Rule::law_coverage, Field::effective);
  } else if (request.reader == Reader::reservation_holder) {
    refuse(ReasonCode::no_right_of_access, Rule::information_access, Field::actor);
  } else if (request.reader != Reader::applicant) {
    require(request.own_territory, Field::territory);
    require(request.for_allocation, Field::reason);
  }
  decision.settle();
  return decision;
}

/// Where the applicant is received: the plan may give two months in zones of more than 50 000 inhabitants.
enum class ReceptionZone : std::uint8_t { elsewhere, over_50000 };

/// Last day to receive an applicant who asks for it after registration, where the plan provides for it.  (fr: réception du demandeur)
/// 2024-01-31: 2024-02-29, or 2024-03-31 in a zone over 50 000 inhabitants. `date_out_of_range` before 2014-03-27.
/// @rule information.access   @law CCH L441-2-8
constexpr Result<DatedAnswer> reception_due(Date asked, ReceptionZone zone, const LawBook& law) noexcept {
  const DelayRow* row = law.delay(zone == ReceptionZone::over_50000 ? Delay::reception_large_zone : Delay::reception, asked, PolicyScope::any);
  if (row == nullptr || asked > law.horizon()) return Errc::date_out_of_range;
  return DatedAnswer{delay_end(asked, *row), row->rule, row->mark};
}

}  // namespace sne
