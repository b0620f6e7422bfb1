#pragma once

#include <array>
#include <cassert>
#include <optional>
#include <span>

#include <sne/codes.hpp>
#include <sne/fact_logic.hpp>
#include <sne/inline_list.hpp>
#include <sne/law/lawbook.hpp>

/// The allocation commission and what follows it: how many candidates, which decision on which ground, the offer and its refusal.
/// (fr: commission d'attribution, CALEOL)
///
/// The library computes and the commission decides: a finding is for the commission to look at. What a decision does to the demand is in
/// `sne/lifecycle/radiation.hpp` (`demand.commission`: state, expiry, identifier of the dwelling) and an answer to an offer never radiates
/// (`offer.refusal`, `sne/lifecycle/validity.hpp`).
namespace sne {

/// Why one candidate is enough for a dwelling.  (fr: exceptions aux trois candidats)
enum class FewerCandidates : std::uint8_t { none, before_the_rule, dalo_designated, special_subsidy, shortage };
/// The facts that an answer on the commission may lack, named as the fields of its questions.
enum class CommissionFact : std::uint8_t {
  dalo_designated, special_subsidy, shortage, shortage_recorded,  // candidates
  decision, grounds, reasoned, deadline, ranks,                   // decision
  days, response,                                                 // offer
  kind, suitable, plan_counts, dalo_warning,                      // refused offer
  held, kept,                                                     // second lease
};
/// How the text of the day knows a kind of decision.
enum class DecisionStanding : std::uint8_t { practice, possible, listed };
/// What an allocation under condition waits for.  (fr: condition suspensive)
enum class ConditionMeaning : std::uint8_t { none, condition_of_access, missing_piece };
/// Grounds of a decision, several of which may be given.  (fr: motifs de la décision)
enum class CommissionGround : std::uint8_t {
  income_above_ceiling, stay, condition_of_access, missing_piece, no_local_link, unsuited_size, low_resources, ownership, other,
};
/// What a decision lacks or mistakes; `single_ranked` warns, the others are defects.
enum class CommissionIssue : std::uint8_t { no_deadline, bad_kind, tie, single_ranked, bad_ground, no_reason, forbidden_sole_ground };
/// Where an offer stands on a day.  (fr: état de l'offre)
enum class OfferStanding : std::uint8_t { unknown, open, accepted, refused, refused_by_silence, delay_too_short };
/// Whose offer was refused, or what failed.  (fr: cas de refus)
enum class RefusalKind : std::uint8_t { unknown, ordinary, dalo, sitting_tenant, condition_not_met };
/// What a refusal may do. None of them touches the demand.  (fr: effets d'un refus)
enum class RefusalEffect : std::uint8_t { scoring, dalo_benefit, right_to_remain, allocation_lapses };
/// The social leases of a household on the day it signs.  (fr: mutation, double bail)
enum class SocialLease : std::uint8_t { unknown, first, transfer, double_lease };

template <>
struct CodeNames<FewerCandidates> {
  static constexpr std::array<std::string_view, 5> list{"", "BEFORE_THE_RULE", "DALO_DESIGNATED", "SPECIAL_SUBSIDY", "SHORTAGE"};
};
template <>
struct CodeNames<CommissionFact> {
  static constexpr std::array<std::string_view, 17> list{"dalo_designated", "special_subsidy", "shortage", "shortage_recorded", "decision", "grounds",
                                                         "reasoned",        "deadline",        "ranks",    "days",              "response", "kind",
                                                         "suitable",        "plan_counts",     "dalo_warning", "held",          "kept"};
};
template <>
struct CodeNames<DecisionStanding> {
  static constexpr std::array<std::string_view, 3> list{"PRACTICE", "POSSIBLE", "LISTED"};
};
template <>
struct CodeNames<ConditionMeaning> {
  static constexpr std::array<std::string_view, 3> list{"", "condition_of_access", "missing_piece"};
};
template <>
struct CodeNames<CommissionGround> {
  static constexpr std::array<std::string_view, 9> list{"income_above_ceiling", "stay",          "condition_of_access", "missing_piece", "no_local_link",
                                                        "unsuited_size",        "low_resources", "ownership",           "other"};
};
template <>
struct CodeNames<CommissionIssue> {
  static constexpr std::array<std::string_view, 7> list{"NO_DEADLINE", "BAD_KIND",  "TIE",                  "SINGLE_RANKED",
                                                        "BAD_GROUND",  "NO_REASON", "FORBIDDEN_SOLE_GROUND"};
};
template <>
struct CodeNames<OfferStanding> {
  static constexpr std::array<std::string_view, 6> list{"", "OPEN", "ACCEPTED", "REFUSED", "REFUSED_BY_SILENCE", "DELAY_TOO_SHORT"};
};
template <>
struct CodeNames<RefusalKind> {
  static constexpr std::array<std::string_view, 5> list{"", "ordinary", "dalo", "sitting_tenant", "condition_not_met"};
};
template <>
struct CodeNames<RefusalEffect> {
  static constexpr std::array<std::string_view, 4> list{"SCORING", "DALO_BENEFIT", "RIGHT_TO_REMAIN", "ALLOCATION_LAPSES"};
};
template <>
struct CodeNames<SocialLease> {
  static constexpr std::array<std::string_view, 4> list{"", "FIRST_LEASE", "TRANSFER", "DOUBLE_LEASE"};
};

using CommissionFacts = CodeSet<CommissionFact>;
using CommissionGrounds = CodeSet<CommissionGround>;

// Candidates

/// A dwelling to allocate, by what may excuse it from three candidates.  (fr: logement à attribuer)
struct VacantDwelling {
  Fact dalo_designated = Fact::unknown;    ///< the prefect designates a recognised household
  Fact special_subsidy = Fact::unknown;    ///< financed with the specific subsidy
  Fact shortage = Fact::unknown;           ///< too few candidates
  Fact shortage_recorded = Fact::unknown;  ///< and the file says why
};

/// `missing` names what could still bring three down to one.
struct MinimumCandidates {
  std::int32_t minimum;
  FewerCandidates because;
  CommissionFacts missing;
  Rule rule;
  Mark mark;

  friend constexpr bool operator==(const MinimumCandidates&, const MinimumCandidates&) = default;
};

/// How many demands the commission examines for a dwelling: three, or one for a reason.  (fr: trois candidats par logement)
/// Three from 2007-11-30 unless too few exist, which the file must record (convention); one for a DALO designation from 2010-04-25, for the
/// specific subsidy from 2016-01-01. An exception not known is none.
///
/// DALO designation, 2010-04-24: 3; 2010-04-25: 1, `DALO_DESIGNATED`. Any dwelling, 2007-11-29: 1, `BEFORE_THE_RULE`.
/// @rule commission.candidates   @law CCH R441-3
constexpr MinimumCandidates minimum_candidates(const VacantDwelling& dwelling, Date day, const LawBook& law) noexcept {
  const Rule rule = Rule::commission_candidates;
  MinimumCandidates answer{3, FewerCandidates::none, {}, rule, law.citation(rule, day).mark};
  const auto excuse = [&answer](Fact fact, FewerCandidates because, CommissionFact name) {
    if (fact == Fact::yes && answer.because == FewerCandidates::none) answer.because = because;
    if (fact == Fact::unknown) answer.missing = answer.missing | name;
  };
  if (!law.in_force(Provision::candidates_three, day)) {
    answer.because = FewerCandidates::before_the_rule;
  } else {
    if (law.in_force(Provision::candidates_dalo, day)) {
      excuse(dwelling.dalo_designated, FewerCandidates::dalo_designated, CommissionFact::dalo_designated);
    }
    if (law.in_force(Provision::candidates_subsidy, day)) {
      excuse(dwelling.special_subsidy, FewerCandidates::special_subsidy, CommissionFact::special_subsidy);
    }
    excuse(both(dwelling.shortage, dwelling.shortage_recorded), FewerCandidates::shortage,
           dwelling.shortage == Fact::yes ? CommissionFact::shortage_recorded : CommissionFact::shortage);
  }
  if (answer.because == FewerCandidates::none) return answer;
  answer.minimum = 1;
  answer.missing = {};
  if (answer.because == FewerCandidates::shortage) answer.mark = weaker(answer.mark, Mark::convention);
  return answer;
}

// Decisions

/// A kind of decision on a day: its letter, `\0` before the list of 2015, how the text knows it, what a condition waits for.
struct DecisionKind {
  char letter;
  DecisionStanding standing;
  ConditionMeaning waits_for;
  Rule rule;
  Mark mark;

  friend constexpr bool operator==(const DecisionKind&, const DecisionKind&) = default;
};

/// A kind of decision in the text of a day.  (fr: nature de la décision)
/// Letters a to e from 2015-05-14; ranking possible from 2011-02-17. A condition (c) is one of access until 2017-05-07 and a missing piece of
/// the closed list after: both texts were read, the day of the switch was not. Precondition: a decision, not `unknown`.
///
/// Conditional, 2016-06-01: `c`, condition of access. 2020-06-01: `c`, missing piece, unverified.
/// @rule commission.decision   @law CCH R441-3
constexpr DecisionKind decision_kind(CommissionDecision decision, Date day, const LawBook& law) noexcept {
  assert(decision != CommissionDecision::unknown);
  const Rule rule = Rule::commission_decision;
  DecisionKind kind{'\0', DecisionStanding::practice, ConditionMeaning::none, rule, law.citation(rule, day).mark};
  if (decision == CommissionDecision::ranked && law.in_force(Provision::commission_ranking, day)) kind.standing = DecisionStanding::possible;
  if (!law.in_force(Provision::commission_kinds, day)) return kind;
  kind.letter = static_cast<char>('a' + static_cast<int>(decision) - static_cast<int>(CommissionDecision::allocation));
  kind.standing = DecisionStanding::listed;
  if (decision == CommissionDecision::conditional) {
    const bool piece = law.in_force(Provision::commission_missing_piece, day);
    kind.waits_for = piece ? ConditionMeaning::missing_piece : ConditionMeaning::condition_of_access;
  }
  return kind;
}

/// A decision as the minutes record it, for one candidate.  (fr: décision de la commission)
struct CommissionRecord {
  CommissionDecision decision = CommissionDecision::unknown;
  CommissionGrounds grounds{};
  Fact reasoned = Fact::unknown;           ///< a reason is recorded; a ground is one
  Fact deadline = Fact::unknown;           ///< the decision fixes a delay to meet its condition
  std::span<const std::int32_t> ranks{};   ///< of all the candidates ranked for the dwelling, from 1
};

/// One defect or warning, with the rule that says it and its mark.
struct CommissionFinding {
  CommissionIssue issue;
  Rule rule;
  Mark mark;

  friend constexpr bool operator==(const CommissionFinding&, const CommissionFinding&) = default;
};

/// What was found in a decision. No defect and something missing: it is not known to be in order.
struct DecisionCheck {
  InlineList<CommissionFinding, 4> issues;
  InlineList<CommissionFinding, 4> warnings;
  CommissionFacts missing;
  Rule rule;
  Mark mark;

  [[nodiscard]] constexpr bool has(CommissionIssue issue) const noexcept {
    for (const CommissionFinding& finding : issues.all()) {
      if (finding.issue == issue) return true;
    }
    for (const CommissionFinding& finding : warnings.all()) {
      if (finding.issue == issue) return true;
    }
    return false;
  }
};

/// Whether a refusal rests on a ground that is never enough alone; unknown when no ground is known.
struct SoleGround {
  Fact forbidden;
  Rule rule;
  Mark mark;

  friend constexpr bool operator==(const SoleGround&, const SoleGround&) = default;
};

/// Whether the grounds of a non-allocation come down to the absence of a link with the commune.  (fr: absence de lien avec la commune)
/// From 2017-01-29. That ground alone: forbidden; with the size of the dwelling: not; alone on 2017-01-28: not.
/// @rule commission.sole-ground   @law CCH L441
constexpr SoleGround sole_ground(CommissionGrounds grounds, Date day, const LawBook& law) noexcept {
  const Rule rule = Rule::commission_sole_ground;
  const Mark mark = law.citation(rule, day).mark;
  if (grounds.empty()) return {law.in_force(Provision::local_link_never_alone, day) ? Fact::unknown : Fact::no, rule, mark};
  const bool alone = grounds == CommissionGrounds(CommissionGround::no_local_link);
  return {alone && law.in_force(Provision::local_link_never_alone, day) ? Fact::yes : Fact::no, rule, mark};
}

namespace commission {

constexpr bool only(CommissionGrounds grounds, CommissionGrounds allowed) noexcept { return (grounds | allowed) == allowed; }

constexpr void find(DecisionCheck& check, CommissionIssue issue, Mark mark, Rule rule = Rule::commission_decision) noexcept {
  check.issues.add({issue, rule, weaker(check.mark, mark)});
}
constexpr void lack(DecisionCheck& check, CommissionFact fact) noexcept { check.missing = check.missing | fact; }

constexpr void check_ranking(DecisionCheck& check, std::span<const std::int32_t> ranks) noexcept {
  if (ranks.empty()) return lack(check, CommissionFact::ranks);
  if (ranks.size() == 1) check.warnings.add({CommissionIssue::single_ranked, check.rule, weaker(check.mark, Mark::convention)});
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (ranks[i] == ranks[j]) return find(check, CommissionIssue::tie, Mark::convention);
    }
  }
}

constexpr void check_condition(DecisionCheck& check, const CommissionRecord& record, Date day, const LawBook& law) noexcept {
  if (record.deadline == Fact::unknown) lack(check, CommissionFact::deadline);
  if (record.deadline == Fact::no) find(check, CommissionIssue::no_deadline, Mark::text);
  if (record.grounds.empty()) return lack(check, CommissionFact::grounds);
  const bool piece = decision_kind(record.decision, day, law).waits_for == ConditionMeaning::missing_piece;
  if (piece && !only(record.grounds, CommissionGround::missing_piece)) find(check, CommissionIssue::bad_kind, Mark::text);
}

constexpr void check_refusal(DecisionCheck& check, const CommissionRecord& record, Date day, const LawBook& law) noexcept {
  if (record.reasoned == Fact::no && record.grounds.empty()) find(check, CommissionIssue::no_reason, Mark::convention);
  if (record.reasoned != Fact::no && record.grounds.empty()) {
    lack(check, record.reasoned == Fact::yes ? CommissionFact::grounds : CommissionFact::reasoned);
  }
  const SoleGround alone = sole_ground(record.grounds, day, law);
  if (alone.forbidden == Fact::yes) check.issues.add({CommissionIssue::forbidden_sole_ground, alone.rule, alone.mark});
}

constexpr void check_irrecevability(DecisionCheck& check, const CommissionRecord& record, Date day, const LawBook& law) noexcept {
  if (record.grounds.empty()) return lack(check, CommissionFact::grounds);
  if (only(record.grounds, {CommissionGround::income_above_ceiling, CommissionGround::stay})) return;
  const Rule rule = Rule::radiation_irrecevability_ground;
  check.issues.add({CommissionIssue::bad_ground, rule, law.citation(rule, day).mark});
}

}  // namespace commission

/// What a decision lacks or mistakes.  (fr: contrôle d'une décision)
/// A condition without a delay, or since the switch for anything but a missing piece; candidates of equal rank; an irrecevability for
/// another ground than income or stay; a non-allocation without a reason, or for the one ground that is never enough. `bad_number` for a
/// rank under 1, with its place. What the decision needs of the demand and of the dwelling: `demand.commission`.
///
/// Conditional for income above the ceiling: in order on 2016-06-01, `BAD_KIND` on 2020-06-01, where irrecevability is the kind.
/// @rule commission.decision   @law CCH R441-3
constexpr Result<DecisionCheck> check_decision(const CommissionRecord& record, Date day, const LawBook& law) noexcept {
  for (std::size_t i = 0; i < record.ranks.size(); ++i) {
    if (record.ranks[i] < 1) return {Errc::bad_number, static_cast<std::uint32_t>(i)};
  }
  DecisionCheck check{{}, {}, {}, Rule::commission_decision, law.citation(Rule::commission_decision, day).mark};
  switch (record.decision) {
    case CommissionDecision::unknown: commission::lack(check, CommissionFact::decision); break;
    case CommissionDecision::allocation: break;
    case CommissionDecision::ranked: commission::check_ranking(check, record.ranks); break;
    case CommissionDecision::conditional: commission::check_condition(check, record, day, law); break;
    case CommissionDecision::non_allocation: commission::check_refusal(check, record, day, law); break;
    case CommissionDecision::irrecevability: commission::check_irrecevability(check, record, day, law); break;
  }
  return check;
}

// Offers

/// An offer of a dwelling: the day it was received and the delay it states.  (fr: offre de logement)
struct DwellingOffer {
  Date received;
  std::optional<std::int32_t> days{};  ///< stated by the offer; none: not known
  OfferResponse response = OfferResponse::unknown;
};

struct OfferAnswer {
  OfferStanding standing;
  std::optional<Date> last_day;  ///< to answer, as the offer states it
  Fact delay_enough;             ///< whether the offer states the delay of the text
  CommissionFacts missing;
  Rule rule;
  Mark mark;

  friend constexpr bool operator==(const OfferAnswer&, const OfferAnswer&) = default;
};

namespace commission {

inline constexpr std::int32_t longest_offer = 3660;  // days

constexpr OfferStanding standing_of(const DwellingOffer& offer, const OfferAnswer& answer, Date day) noexcept {
  if (offer.response == OfferResponse::refused) return OfferStanding::refused;
  const bool accepted = offer.response == OfferResponse::accepted;
  if (!answer.last_day) return accepted ? OfferStanding::accepted : OfferStanding::unknown;
  if (day <= *answer.last_day) return accepted ? OfferStanding::accepted : OfferStanding::open;
  if (offer.response == OfferResponse::unknown) return OfferStanding::unknown;
  if (answer.delay_enough == Fact::yes) return OfferStanding::refused_by_silence;
  return accepted ? OfferStanding::accepted : OfferStanding::delay_too_short;
}

}  // namespace commission

/// Where an offer stands on a day, that of the answer when there is one.  (fr: réponse à une offre)
/// The offer leaves ten days at least; silence until its last day, counted from the day after the receipt, is a refusal. Silence after a
/// shorter delay is none, and an acceptance may still come. Faults: `date_out_of_range` for an offer received before 2010-05-03, when no
/// delay was read, or after `day`; `bad_number` for a delay outside 0 to 3660 days.
///
/// Received 2026-11-02, ten days, silent: open until 2026-11-12, refused on 2026-11-13. Eight days: `DELAY_TOO_SHORT`.
/// @rule commission.offer   @law CCH R441-10
constexpr Result<OfferAnswer> offer_standing(const DwellingOffer& offer, Date day, const LawBook& law) noexcept {
  const DelayRow& least = law.delay(Delay::offer_answer, offer.received);
  if (offer.received < least.from || day < offer.received) return Errc::date_out_of_range;
  if (offer.days && (*offer.days < 0 || *offer.days > commission::longest_offer)) return Errc::bad_number;
  OfferAnswer answer{OfferStanding::unknown, {}, Fact::unknown, {}, Rule::commission_offer, weaker(least.mark, Mark::convention)};
  if (offer.days) {
    answer.last_day = offer.received + *offer.days;
    answer.delay_enough = *offer.days >= least.value ? Fact::yes : Fact::no;
  }
  answer.standing = commission::standing_of(offer, answer, day);
  if (answer.standing == OfferStanding::unknown) {
    if (!offer.days) answer.missing = answer.missing | CommissionFact::days;
    if (offer.response == OfferResponse::unknown) answer.missing = answer.missing | CommissionFact::response;
  }
  return answer;
}

/// Who holds the dwelling among the candidates ranked, given in the order of their ranks: the first whose offer is not refused, since the
/// next one comes only after a refusal. None when all refused.  (fr: attribution au candidat suivant)
/// Refused by silence, then open: the second.
/// @rule commission.offer   @law CCH R441-3, R441-10
constexpr std::optional<std::size_t> holder_of_ranking(std::span<const OfferStanding> by_rank) noexcept {
  for (std::size_t i = 0; i < by_rank.size(); ++i) {
    if (by_rank[i] != OfferStanding::refused && by_rank[i] != OfferStanding::refused_by_silence) return i;
  }
  return std::nullopt;
}

/// An offer that the applicant refused, or an allocation whose condition was not met in time.  (fr: refus d'une offre)
struct RefusedOffer {
  RefusalKind kind = RefusalKind::unknown;
  Fact suitable = Fact::unknown;      ///< suited to the needs and capacities
  Fact plan_counts = Fact::unknown;   ///< the local plan counts refusals in its scoring
  Fact dalo_warning = Fact::unknown;  ///< the offer said that it was made under DALO and what a refusal risks
};

/// The effects that are established; `missing` names the facts that could add one. The demand is never radiated.
struct RefusalEffects {
  CodeSet<RefusalEffect> effects;
  CommissionFacts missing;
  Rule rule;
  Mark mark;

  friend constexpr bool operator==(const RefusalEffects&, const RefusalEffects&) = default;
};

namespace commission {

// A fact not known establishes nothing and is asked, unless the other one already excludes the effect.
constexpr void count_in_scoring(RefusalEffects& answer, const RefusedOffer& offer) noexcept {
  const Fact counted = both(offer.suitable, offer.plan_counts);
  if (counted == Fact::yes) answer.effects = answer.effects | RefusalEffect::scoring;
  if (counted != Fact::unknown) return;
  if (offer.suitable == Fact::unknown) answer.missing = answer.missing | CommissionFact::suitable;
  if (offer.plan_counts == Fact::unknown) answer.missing = answer.missing | CommissionFact::plan_counts;
}

// The duty to warn is in the text; that nothing is lost without the warning is read from it.
constexpr void risk_dalo_benefit(RefusalEffects& answer, Fact warned) noexcept {
  if (warned == Fact::yes) answer.effects = answer.effects | RefusalEffect::dalo_benefit;
  if (warned == Fact::no) answer.mark = weaker(answer.mark, Mark::convention);
  if (warned == Fact::unknown) answer.missing = answer.missing | CommissionFact::dalo_warning;
}

}  // namespace commission

/// What a refusal does.  (fr: effets du refus d'une offre)
/// A scoring counts it where the local plan says so and the dwelling was suited, never when nobody knows; a DALO decision may lose its
/// benefit only if the offer warned of it; a sitting tenant's refusals count for the right to remain (`right_to_remain`); a condition not met
/// in time lapses the allocation and is no refusal.
///
/// DALO offer without the warning: nothing. Unsuited dwelling: nothing. Three refused offers: the demand stays active (`offer.refusal`).
/// @rule commission.refused-offer   @law CCH R441-16-3, R441-2-10
constexpr RefusalEffects refusal_effects(const RefusedOffer& offer, Date day, const LawBook& law) noexcept {
  const Rule rule = Rule::commission_refused_offer;
  RefusalEffects answer{{}, {}, rule, law.citation(rule, day).mark};
  switch (offer.kind) {
    case RefusalKind::unknown: answer.missing = CommissionFact::kind; break;
    case RefusalKind::dalo:
      commission::risk_dalo_benefit(answer, offer.dalo_warning);
      commission::count_in_scoring(answer, offer);
      break;
    case RefusalKind::ordinary: commission::count_in_scoring(answer, offer); break;
    case RefusalKind::sitting_tenant:
      answer = {RefusalEffect::right_to_remain, {}, Rule::occupancy_under_occupation, law::citation_of("l442-3-1@2015").mark};
      break;
    case RefusalKind::condition_not_met:
      answer.effects = RefusalEffect::allocation_lapses;
      answer.mark = weaker(answer.mark, Mark::convention);
      break;
  }
  return answer;
}

// Second lease

/// A social dwelling that the household already rents, and whether it keeps it.
struct CurrentLease {
  Fact held = Fact::unknown;
  Fact kept = Fact::unknown;
};

struct SocialLeaseAnswer {
  SocialLease lease;
  CommissionFacts missing;
  Rule rule;
  Mark mark;

  friend constexpr bool operator==(const SocialLeaseAnswer&, const SocialLeaseAnswer&) = default;
};

/// Whether a new lease is a transfer or a second one: a social dwelling already held bars nothing, two at once is a warning.
/// (fr: mutation, double bail)  Held and given up: `TRANSFER`. Held and kept: `DOUBLE_LEASE`.
/// @rule eligibility.main-residence
constexpr SocialLeaseAnswer social_lease(const CurrentLease& current) noexcept {
  SocialLeaseAnswer answer{SocialLease::unknown, {}, Rule::eligibility_main_residence, Mark::convention};
  if (current.held == Fact::no) {
    answer.lease = SocialLease::first;
  } else if (current.held == Fact::unknown) {
    answer.missing = CommissionFact::held;
  } else if (current.kept == Fact::unknown) {
    answer.missing = CommissionFact::kept;
  } else {
    answer.lease = current.kept == Fact::yes ? SocialLease::double_lease : SocialLease::transfer;
  }
  return answer;
}

}  // namespace sne
