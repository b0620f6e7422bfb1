#pragma once

#include <array>

#include <sne/codes.hpp>
#include <sne/law/lawbook.hpp>

/// Dwellings too small or too large for those who live there.  (fr: suroccupation, sous-occupation)
///
/// Neither bars an allocation: overcrowding feeds grounds of priority, under-occupation is a test on a sitting tenant.
namespace sne {

namespace occupancy {

inline constexpr std::int32_t largest_count = 100;

constexpr bool is_count(std::int32_t value, std::int32_t least) noexcept { return least <= value && value <= largest_count; }

}  // namespace occupancy

/// Surface in whole square metres under which a dwelling is overcrowded.  (fr: surface habitable minimale)
/// 9 for one person, 16 for two, 9 more for each further one, 70 from eight. `bad_number` under one person. Four persons: 34.
/// @rule occupancy.minimum-surface   @law CSS D542-14
constexpr Result<std::int32_t> minimum_surface(std::int32_t persons) noexcept {
  if (persons < 1) return Errc::bad_number;
  if (persons == 1) return 9;
  return persons >= 8 ? 70 : 16 + 9 * (persons - 2);
}

/// Whether a habitable surface, in **square decimetres**, is strictly lower than the minimum.  (fr: suroccupation)
/// 8.5 m2 for one is 850: yes. 34 m2 for four: no. `bad_number` for a negative surface.
/// @rule occupancy.minimum-surface   @law CSS D542-14
constexpr Result<bool> below_minimum_surface(std::int32_t surface_dm2, std::int32_t persons) noexcept {
  const Result<std::int32_t> minimum = minimum_surface(persons);
  if (!minimum) return minimum.error();
  if (surface_dm2 < 0) return Errc::bad_number;
  return surface_dm2 < *minimum * 100;
}

/// Who lives in how many rooms. Rooms: habitable, without the kitchen and without those that a profession or an elected office needs.
struct Occupation {
  std::int32_t rooms = 0;
  std::int32_t persons = 0;            ///< without the next ones
  std::int32_t visiting_children = 0;  ///< children of the visiting and lodging right
};

struct UnderOccupation {
  bool under_occupied;
  std::int32_t rooms_allowed;
  std::int32_t persons_counted;
  Rule rule;
  Mark mark;

  friend constexpr bool operator==(const UnderOccupation&, const UnderOccupation&) = default;
};

/// Whether a dwelling is under-occupied on a day.  (fr: sous-occupation)
/// More rooms than persons plus two, and plus one from 2017-01-29; children who visit count from 2018-11-25. Faults: `bad_number` for counts
/// outside 1 to 100 (visiting children from 0); `date_out_of_range` before 1999-05-05; `beyond_horizon`.
///
/// T3, one person: no on 2016-12-01, yes on 2018-12-01. T4, father and two visiting children: no on 2018-12-01.
/// @rule occupancy.under-occupation   @law CCH R641-4, L621-2
constexpr Result<UnderOccupation> under_occupied(const Occupation& home, Date day, const LawBook& law) noexcept {
  using occupancy::is_count;
  if (!is_count(home.rooms, 1) || !is_count(home.persons, 1) || !is_count(home.visiting_children, 0)) return Errc::bad_number;
  if (day > law.horizon()) return Errc::beyond_horizon;
  const bool plus_two = law.in_force(Provision::under_occupation_plus_two, day);
  if (!plus_two && !law.in_force(Provision::under_occupation_plus_one, day)) return Errc::date_out_of_range;
  const bool visitors = law.in_force(Provision::visiting_child_counts, day);
  const std::int32_t persons = home.persons + (visitors ? home.visiting_children : 0);
  const std::int32_t allowed = persons + (plus_two ? 2 : 1);
  const Rule rule = Rule::occupancy_under_occupation;
  return UnderOccupation{home.rooms > allowed, allowed, persons, rule, law.citation(rule, day).mark};
}

/// Why a tenant keeps the right to remain whatever was refused.  (fr: maintien dans les lieux)
enum class RemainReason : std::uint8_t { over_65, disabled, in_qpv, not_tense_area };

template <>
struct CodeNames<RemainReason> {
  static constexpr std::array<std::string_view, 4> list{"OVER_65", "DISABLED", "IN_QPV", "NOT_TENSE_AREA"};
};

/// A tenant of an under-occupied dwelling. More than 65 years; the tenant or a dependant; a priority district; an area named as tense.
struct SittingTenant {
  Fact over_65 = Fact::unknown;
  Fact disabled = Fact::unknown;
  Fact in_qpv = Fact::unknown;
  Fact tense_area = Fact::unknown;
};

/// `missing` names the facts by the reason that each one would give.
struct RightToRemain {
  Fact kept;
  CodeSet<RemainReason> reasons;
  CodeSet<RemainReason> missing;
  Rule rule;
  Mark mark;
  const Citation* citation;
};

/// Whether a tenant who refused three offers of another dwelling keeps the right to remain.  (fr: droit au maintien dans les lieux)
/// 67 years old: kept. Not exempt, in a tense area: not kept.
/// @rule occupancy.under-occupation   @law CCH L442-3-1
constexpr RightToRemain right_to_remain(const SittingTenant& tenant) noexcept {
  constexpr const Citation& citation = law::citation_of("l442-3-1@2015");
  RightToRemain answer{Fact::no, {}, {}, Rule::occupancy_under_occupation, citation.mark, &citation};
  const auto look = [&answer](Fact fact, Fact exempting, RemainReason reason) {
    if (fact == Fact::unknown) answer.missing = answer.missing | reason;
    if (fact == exempting) answer.reasons = answer.reasons | reason;
  };
  look(tenant.over_65, Fact::yes, RemainReason::over_65);
  look(tenant.disabled, Fact::yes, RemainReason::disabled);
  look(tenant.in_qpv, Fact::yes, RemainReason::in_qpv);
  look(tenant.tense_area, Fact::no, RemainReason::not_tense_area);
  if (!answer.reasons.empty()) {
    answer.kept = Fact::yes;
    answer.missing = {};
  } else if (!answer.missing.empty()) {
    answer.kept = Fact::unknown;
  }
  return answer;
}

}  // namespace sne
