#pragma once

#include <optional>

#include <sne/law/lawbook.hpp>

/// Delays of the mediation commission, of the court and of the abnormally long wait.  (fr: commission de médiation, DALO)
///
/// Every function answers a day, the rule that gives it and its mark, or `date_out_of_range` when no text covers the day asked or the
/// horizon of the law book is passed.
namespace sne {

/// Where the commission sits: each text gives longer delays to some territories.  (fr: ressort)
enum class MediationArea : std::uint8_t {
  elsewhere,
  large_agglomeration,  ///< département with an agglomeration, or part of one, over 300 000 inhabitants
  ile_de_france,        ///< such a département too; its own dates for the decision
  overseas,             ///< département d'outre-mer
};

/// Île-de-France from 2015-01-01: the article says three months; public sheets of 2018 and 2020 still print six.
enum class IleDeFranceDelay : std::uint8_t { article, printed_sheets };

namespace mediation {

constexpr Result<DatedAnswer> after(Delay name, Date anchor, const LawBook& law) noexcept {
  const DelayRow* row = law.delay(name, anchor, PolicyScope::any);
  if (row == nullptr || anchor > law.horizon()) return Errc::date_out_of_range;
  return DatedAnswer{delay_end(anchor, *row), row->rule, row->mark};
}

constexpr bool has_long_decision(MediationArea area, Date received, const LawBook& law) noexcept {
  switch (area) {
    case MediationArea::overseas: return law.in_force(Provision::mediation_long_overseas, received);
    case MediationArea::ile_de_france: return law.in_force(Provision::mediation_long_ile_de_france, received);
    case MediationArea::large_agglomeration: return law.in_force(Provision::mediation_long_large_agglomeration, received);
    case MediationArea::elsewhere: break;
  }
  return false;
}

}  // namespace mediation

/// Last day for the commission to decide on a housing file complete on `received`; days during which an incomplete file stopped the
/// clock are added (`bad_number` when negative). The regime is that of the day of receipt (convention). (fr: délai d'instruction de la commission)
///
/// 2024-01-31 elsewhere: 2024-04-30. Île-de-France, 2014-12-31: 2015-06-30; 2015-01-01: 2015-04-01.
/// @rule mediation.decision   @law CCH R441-15
constexpr Result<DatedAnswer> mediation_decision_due(Date received, MediationArea area, const LawBook& law, std::int32_t stopped_days = 0,
                                                     IleDeFranceDelay reading = IleDeFranceDelay::article) noexcept {
  const bool printed = area == MediationArea::ile_de_france && reading == IleDeFranceDelay::printed_sheets &&
                       !law.in_force(Provision::mediation_long_ile_de_france, received);
  const bool long_delay = printed || mediation::has_long_decision(area, received, law);
  Result<DatedAnswer> due = mediation::after(long_delay ? Delay::mediation_decision_long : Delay::mediation_decision, received, law);
  if (!due) return due;
  if (stopped_days < 0) return Errc::bad_number;
  return DatedAnswer{due->day + stopped_days, due->rule, printed ? Mark::unverified : due->mark};
}

/// First day on which the court may be seized when no suitable offer followed a favourable decision.  (fr: recours contentieux)
/// Decision 2024-04-30 elsewhere: 2024-07-31; overseas: 2024-10-31.
/// @rule mediation.action   @law CCH R441-16-1
constexpr Result<DatedAnswer> court_action_from(Date decided, MediationArea area, const LawBook& law) noexcept {
  const bool long_delay = area != MediationArea::elsewhere && law.in_force(Provision::action_long, decided);
  const Result<DatedAnswer> waited = mediation::after(long_delay ? Delay::mediation_action_long : Delay::mediation_action, decided, law);
  if (!waited) return waited;
  return DatedAnswer{waited->day + 1, waited->rule, waited->mark};
}

/// Last day for the commission to decide on a shelter file.  (fr: hébergement)  2024-03-01: 2024-04-12.
/// @rule mediation.shelter   @law CCH R441-18
constexpr Result<DatedAnswer> shelter_decision_due(Date received, const LawBook& law) noexcept {
  return mediation::after(Delay::shelter_decision, received, law);
}

/// What the prefect offers after a favourable decision on shelter: the delay depends on it.
enum class Shelter : std::uint8_t { place, transition_dwelling };

/// Last day for the prefect to offer a place, or a transition dwelling or residence hall.  2024-04-12: 2024-05-24 or 2024-07-12.
/// @rule mediation.shelter   @law CCH R441-18
constexpr Result<DatedAnswer> shelter_offer_due(Date decided, Shelter kind, const LawBook& law) noexcept {
  return mediation::after(kind == Shelter::place ? Delay::shelter_place : Delay::shelter_transition, decided, law);
}

/// Last day for the answer where no commission exists.  (fr: absence de commission)  2024-01-31: 2024-04-30.
/// @rule mediation.without-commission   @law CCH R441-17
constexpr Result<DatedAnswer> answer_due_without_commission(Date received, const LawBook& law) noexcept {
  return mediation::after(Delay::mediation_no_commission, received, law);
}

/// Last day for the judge to decide.  (fr: délai du juge)  2024-08-01: 2024-10-01.
/// @rule mediation.judge   @law CCH L441-2-3-1
constexpr Result<DatedAnswer> judge_decision_due(Date seized, const LawBook& law) noexcept {
  return mediation::after(Delay::judge_decision, seized, law);
}

/// Whether the day on which the delay is reached already opens the commission, or the day after it.
enum class DelayReached : std::uint8_t { inclusive, strict };

/// First day on which an abnormally long wait opens the commission. The months are those of the prefect's order for the département and,
/// where it says so, the size of the dwelling.  (fr: délai anormalement long)
/// `bad_number` for negative months; `date_out_of_range` when the delay is reached before 2006-07-16, when the article did not exist.
/// Seniority 2015-05-31 and 108 months: 2024-05-31 (inclusive, our convention) or 2024-06-01 (strict).
/// @rule delay.abnormal   @law CCH L441-1-4
constexpr Result<DatedAnswer> abnormal_delay_from(Date seniority, std::int16_t months, const LawBook& law,
                                                  DelayReached reading = DelayReached::inclusive) noexcept {
  if (months < 0) return Errc::bad_number;
  const Date reached = add_months(seniority, months, MonthEnd::clamp);
  if (!law.in_force(Provision::abnormal_delay, reached)) return Errc::date_out_of_range;
  return DatedAnswer{reading == DelayReached::inclusive ? reached : reached + 1, Rule::delay_abnormal, Mark::convention};
}

/// Whether the court is open to an applicant whose ground is the abnormally long wait, on a day.  From 2012-01-01.
/// @rule mediation.judge   @law CCH L441-2-3-1
constexpr bool court_open_for_abnormal_delay(Date day, const LawBook& law) noexcept {
  return law.in_force(Provision::action_for_abnormal_delay, day);
}

}  // namespace sne
