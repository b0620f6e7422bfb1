#pragma once

#include <array>
#include <span>
#include <string_view>

#include <sne/codes.hpp>
#include <sne/law/lawbook.hpp>

/// Two quotas counted on the leases signed in a year: the quarter of each reserving party, and the first quartile outside and inside priority
/// districts.  (fr: quart réservé, mixité sociale)
///
/// Results hold both integers, never a rounded rate: 124 of 497 prints as 25.0 % and misses the target.
namespace sne {

enum class TargetOutcome : std::uint8_t { not_applicable, met, missed };
/// Where the dwelling stands: a priority district of the list in force on the day of the lease.  (fr: QPV)
enum class DwellingPlace : std::uint8_t { unknown, outside, inside };
/// Resources of the household; `not_concerned` where the EPCI has no threshold.  (fr: quartile de ressources)
enum class LeaseQuartile : std::uint8_t { unknown, first, second, third, fourth, not_concerned };
/// Leases of L442-8-4 and leases to legal persons are no part of the count.
enum class LeaseKind : std::uint8_t { ordinary, student_lease, legal_person };

template <>
struct CodeNames<TargetOutcome> {
  static constexpr std::array<std::string_view, 3> list{"NOT_APPLICABLE", "MET", "MISSED"};
};
template <>
struct CodeNames<DwellingPlace> {
  static constexpr std::array<std::string_view, 3> list{"", "outside", "inside"};
};
template <>
struct CodeNames<LeaseQuartile> {
  static constexpr std::array<std::string_view, 6> list{"", "Q1", "Q2", "Q3", "Q4", "NOT_CONCERNED"};
};
template <>
struct CodeNames<LeaseKind> {
  static constexpr std::array<std::string_view, 3> list{"ordinary", "student_lease", "legal_person"};
};

struct ReservedQuarter {
  std::int32_t total;
  std::int32_t counted;
  std::int32_t needed;  ///< 0 when not applicable
  TargetOutcome outcome;
  Rule rule;
  Mark mark;

  friend constexpr bool operator==(const ReservedQuarter&, const ReservedQuarter&) = default;
};

/// The quarter of a reserving party's allocations that goes to recognised and priority households.  (fr: quart des attributions réservées)
/// `counted` are those for which `counts_for_quarter` says yes. `bad_number` for a count below zero or above the total.
/// 10 allocations need 3. None: not applicable, and neither before 2017-01-29.
/// @rule priority.reserved-quarter   @law CCH L441-1, L313-26-2
constexpr Result<ReservedQuarter> reserved_quarter(std::int32_t total, std::int32_t counted, Date day, const LawBook& law) noexcept {
  if (total < 0 || counted < 0 || counted > total) return Errc::bad_number;
  const Rule rule = Rule::priority_reserved_quarter;
  ReservedQuarter quarter{total, counted, 0, TargetOutcome::not_applicable, rule, law.citation(rule, day).mark};
  if (total == 0 || !law.in_force(Provision::reserved_quarter, day)) return quarter;
  quarter.needed = total / 4 + (total % 4 == 0 ? 0 : 1);
  quarter.outcome = counted >= quarter.needed ? TargetOutcome::met : TargetOutcome::missed;
  return quarter;
}

/// A lease signed in the year counted.
struct CountedLease {
  DwellingPlace place = DwellingPlace::unknown;
  LeaseQuartile quartile = LeaseQuartile::unknown;
  LeaseKind kind = LeaseKind::ordinary;
  Fact renewal = Fact::unknown;  ///< relocation of an urban renewal operation

  friend constexpr bool operator==(const CountedLease&, const CountedLease&) = default;
};

/// Percents of the territory for the year, 1 to 100.
struct QuartileTargets {
  std::int32_t outside = 25;
  std::int32_t inside = 50;
};

/// Leases that help a target among those that count for it.
struct QuartileShare {
  std::int32_t numerator = 0;
  std::int32_t denominator = 0;
  TargetOutcome outcome = TargetOutcome::not_applicable;

  friend constexpr bool operator==(const QuartileShare&, const QuartileShare&) = default;
};

/// Every lease is in one of the two denominators or in one of the three counts of leases left out.
struct QuartileCounting {
  QuartileShare outside{};
  QuartileShare inside{};
  std::int32_t unknown_place = 0;
  std::int32_t not_concerned = 0;
  std::int32_t excluded = 0;
  Rule rule = Rule::quartile_counting;
  Mark mark{};

  friend constexpr bool operator==(const QuartileCounting&, const QuartileCounting&) = default;
};

namespace quotas {

constexpr void count(const CountedLease& lease, QuartileCounting& so_far) noexcept {
  const LeaseQuartile of = lease.quartile;
  if (lease.kind != LeaseKind::ordinary) {
    ++so_far.excluded;
  } else if (of == LeaseQuartile::not_concerned) {
    ++so_far.not_concerned;
  } else if (lease.place == DwellingPlace::unknown) {
    ++so_far.unknown_place;
  } else if (lease.place == DwellingPlace::outside) {
    ++so_far.outside.denominator;
    if (of == LeaseQuartile::first || lease.renewal == Fact::yes) ++so_far.outside.numerator;
  } else {
    ++so_far.inside.denominator;
    if (of == LeaseQuartile::second || of == LeaseQuartile::third || of == LeaseQuartile::fourth) ++so_far.inside.numerator;
  }
}

constexpr TargetOutcome judge(const QuartileShare& share, std::int32_t percent) noexcept {
  if (share.denominator == 0) return TargetOutcome::not_applicable;
  const bool met = std::int64_t{100} * share.numerator >= std::int64_t{percent} * share.denominator;
  return met ? TargetOutcome::met : TargetOutcome::missed;
}

constexpr bool is_percent(std::int32_t value) noexcept { return 1 <= value && value <= 100; }

}  // namespace quotas

/// How a year's leases stand against the two targets of an EPCI, `day` being the last day counted.  (fr: attributions au premier quartile)
/// Outside priority districts the first quartile and renewal relocations help, inside the three others do. Unknown resources weigh in the
/// denominator only. `bad_number` for a percent outside 1 to 100. 124 of 497 outside: missed. 25 of 100: met.
/// @rule quartile.counting   @law CCH L441-1
constexpr Result<QuartileCounting> quartile_counting(std::span<const CountedLease> leases, Date day, const LawBook& law,
                                                     const QuartileTargets& targets = {}) noexcept {
  if (!quotas::is_percent(targets.outside) || !quotas::is_percent(targets.inside)) return Errc::bad_number;
  QuartileCounting counting;
  counting.mark = law.citation(counting.rule, day).mark;
  for (const CountedLease& lease : leases) quotas::count(lease, counting);
  if (!law.in_force(Provision::quartile_targets, day)) return counting;
  counting.outside.outcome = quotas::judge(counting.outside, targets.outside);
  counting.inside.outcome = quotas::judge(counting.inside, targets.inside);
  return counting;
}

}  // namespace sne
