#pragma once

#include <optional>

#include <sne/codes.hpp>
#include <sne/law/lawbook.hpp>
#include <sne/law/scoring.hpp>

/// From when a territory scores its demands.  (fr: calendrier de la cotation)
namespace sne {

template <>
struct CodeNames<ScoringDuty> {
  static constexpr std::array<std::string_view, 4> list{"none", "possible", "pending", "required"};
};

/// What the law asks of a territory on a day: `due` is the day from which a territory without a grid is late.
struct ScoringObligation {
  ScoringDuty duty = ScoringDuty::none;
  std::optional<Date> due{};
  Rule rule = Rule::scoring_grid;
  Mark mark = Mark::text;
  std::size_t citation = law::convention_citation;  ///< index of the row of `law::citations`

  /// Whether a territory that has no grid is late on a day.  (fr: territoire en retard)
  [[nodiscard]] constexpr bool overdue(Date day) const noexcept { return duty == ScoringDuty::required && due && *due <= day; }
};

/// Whether scoring is possible or compulsory, for a territory that must have a partnership plan.  (fr: obligation de cotation)
/// 2022-01-15: due 2021-09-01, overdue. 2022-06-01: due 2023-12-31, not overdue. `date_out_of_range` after the horizon.
/// @rule scoring.grid   @law CCH L441-2-8
constexpr Result<ScoringObligation> scoring_due(Date day, const LawBook& book) noexcept {
  if (day > book.horizon()) return Errc::date_out_of_range;
  for (const ScoringDutyRow& row : law::scoring_calendar) {
    if (day < row.from || row.to < day) continue;
    const std::optional<Date> due = row.duty == ScoringDuty::required ? std::optional(row.due) : std::nullopt;
    return ScoringObligation{row.duty, due, row.rule, row.mark, row.citation};
  }
  return ScoringObligation{};
}

}  // namespace sne
