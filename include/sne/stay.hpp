#pragma once

#include <sne/fact_logic.hpp>
#include <sne/household.hpp>
#include <sne/law/lawbook.hpp>

/// Regular and permanent stay, by the list of papers in force on a day.  (fr: régularité et permanence du séjour)
namespace sne {

/// Whether a person stays regularly on a day; when not, or not known, why and which input would settle it.
struct StayAnswer {
  Fact regular = Fact::unknown;
  ReasonCode code{};          ///< `NO_STAY_PAPER`, `STAY_EXPIRED`, `STAY_PAPER_NOT_ADMITTED`; `STAY_PAPER_NOT_READ`; `EU_RIGHT_NOT_VERIFIED`
  bool has_code = false;
  Input lacking = Input::stay;  ///< meant when `regular` is unknown
  Mark mark = Mark::text;

  friend constexpr bool operator==(const StayAnswer&, const StayAnswer&) = default;
};

namespace stay {

struct ListedPaper {
  StayPaper paper;
  Date from, to;
  bool admitted;
  Mark mark;
};

consteval std::array<ListedPaper, law::stay_papers.size()> read_lists() {
  std::array<ListedPaper, law::stay_papers.size()> lists{};
  for (std::size_t i = 0; i < lists.size(); ++i) {
    const StayPaperRow& row = law::stay_papers[i];
    std::size_t code = 0;
    while (CodeNames<StayPaper>::list[code] != row.paper) ++code;
    lists[i] = {static_cast<StayPaper>(code), row.from, row.to, row.admitted, row.mark};
  }
  return lists;
}
inline constexpr std::array<ListedPaper, law::stay_papers.size()> lists = read_lists();

constexpr bool may_be_renewed(StayPaper paper) noexcept {
  return paper == StayPaper::resident || paper == StayPaper::multi_year || paper == StayPaper::talent || paper == StayPaper::temporary ||
         paper == StayPaper::treaty;
}

constexpr StayAnswer answer(Fact regular, ReasonCode code, Mark mark = Mark::text) noexcept { return {regular, code, true, Input::stay, mark}; }

constexpr StayAnswer of_listed_paper(StayPaper paper, Date on) noexcept {
  for (const ListedPaper& row : lists) {
    if (row.paper != paper || on < row.from || row.to < on) continue;
    if (row.admitted) return {Fact::yes, {}, false, Input::stay, row.mark};
    return answer(Fact::no, ReasonCode::stay_paper_not_admitted, row.mark);
  }
  return answer(Fact::unknown, ReasonCode::stay_paper_not_read, Mark::unverified);
}

constexpr StayAnswer of_foreigner(const Person& person, Date on) noexcept {
  if (person.stay == StayPaper::unknown) return {Fact::unknown, {}, false, Input::stay, Mark::text};
  if (person.stay == StayPaper::none) return answer(Fact::no, ReasonCode::no_stay_paper);
  if (person.stay == StayPaper::asylum) return answer(Fact::no, ReasonCode::stay_paper_not_admitted);
  const StayAnswer listed = of_listed_paper(person.stay, on);
  if (!person.stay_until || on <= *person.stay_until) return listed;
  const bool receipt = person.renewal_receipt_until && on <= *person.renewal_receipt_until;
  if (receipt && (may_be_renewed(person.stay) || listed.regular == Fact::unknown)) return listed;
  return answer(Fact::no, ReasonCode::stay_expired);
}

}  // namespace stay

/// Whether a person stays regularly in France on a day under the list in force.  (fr: séjour régulier)
///
/// French: yes. European: yes, with `EU_RIGHT_NOT_VERIFIED`. A seasonal card on 2011-06-01: no. A card expired on 2026-10-01 with a receipt to
/// 2027-01-01, on 2026-11-24: yes. The special card of the foreign ministry on 2022-05-02: no; on 2019-06-15: not known.
/// @rule eligibility.stay   @rule eligibility.stay-eu   @law CCH R441-1, arrêté du 20 avril 2022
constexpr StayAnswer stay_of(const Person& person, Date on) noexcept {
  switch (person.nationality) {
    case Nationality::french: return {Fact::yes, {}, false, Input::stay, Mark::text};
    case Nationality::eu: return stay::answer(Fact::yes, ReasonCode::eu_right_not_verified);
    case Nationality::unknown: return {Fact::unknown, {}, false, Input::nationality, Mark::text};
    case Nationality::other: break;
  }
  return stay::of_foreigner(person, on);
}

}  // namespace sne
